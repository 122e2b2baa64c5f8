package dev.throng.pipeline.consent;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A line of a ledger, and what it is worth. */
final class LedgerLine {

  /** How much of it can be read. */
  enum Kind {
    CLEAR,
    UNCLEAR,
    REJECTED
  }

  private final Kind kind;
  private final byte[] text;
  private final List<Said> worth;

  /**
   * A line.
   *
   * @param text without its end
   * @param worth the facts that it tells; none if it is rejected
   */
  LedgerLine(Kind kind, byte[] text, List<Said> worth) {
    this.kind = kind;
    this.text = text;
    this.worth = worth;
  }

  Kind kind() {
    return kind;
  }

  byte[] text() {
    return text;
  }

  List<Said> worth() {
    return worth;
  }

  @Override
  public String toString() {
    return new String(text, StandardCharsets.UTF_8) + (kind == Kind.CLEAR ? "" : "   <- " + kind);
  }
}
