package dev.throng.pipeline.job;

/** How events and the ledger are brought together. It changes no result. */
public enum Join {
  /** Whichever suits the ledger's size. */
  AUTO,
  /** Every worker holds all of the ledger. */
  MEMORY,
  /** Questions and facts are shuffled by the ids that they are about. */
  SHUFFLE
}
