package dev.throng.pipeline.audit;

/** How bad a finding is; the worst first. */
public enum Severity {
  /** Someone can be known or singled out, or nobody can say that they cannot. */
  SEVERE,
  /** A risk to be weighed by who may read the files. */
  WARNING,
  /** Worth knowing. */
  NOTE
}
