package dev.throng.schemas;

import java.util.Locale;
import java.util.Optional;

/**
 * How far something may go: a noun says how far it does, a privacy class how far it may (law 1).
 */
public enum Reach {
  /** No record at all: it is passed over in the source. */
  NOWHERE("in no record, for it is not read"),
  /** The memory of the worker that read it, and no further. */
  MEMORY("in the memory of the worker that read it, and nowhere else"),
  /** Shuffles and state between workers, never a file, table or topic. */
  SHUFFLE("in memory, shuffles and state; never written as a result"),
  /** Files, tables and topics. */
  STORED("in what a run writes");

  private final String meaning;

  Reach(String meaning) {
    this.meaning = meaning;
  }

  /** The name in the schemas. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Where that is, as the end of a sentence. */
  public String meaning() {
    return meaning;
  }

  /** The reach of that name, or nothing where there is none. */
  public static Optional<Reach> of(String label) {
    for (Reach reach : values()) {
      if (reach.label().equals(label)) {
        return Optional.of(reach);
      }
    }
    return Optional.empty();
  }
}
