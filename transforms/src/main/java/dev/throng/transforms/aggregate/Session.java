package dev.throng.transforms.aggregate;

/** What a finished session counts as. One object serves all sessions of a worker. */
final class Session {
  /** Page and product views. */
  int pages;

  /** Whether it holds a conversion or an order. */
  boolean converted;

  /** From the first to the last event, in milliseconds. */
  long duration;
}
