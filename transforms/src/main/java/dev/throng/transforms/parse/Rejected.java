package dev.throng.transforms.parse;

import dev.throng.transforms.step.RejectReason;

/** Leaves the parsing of a record that cannot be used. Made once a decoder: no trace, no text. */
final class Rejected extends Exception {
  private static final long serialVersionUID = 1L;

  private RejectReason reason = RejectReason.MALFORMED;
  private String field = "";

  Rejected() {
    super(null, null, false, false);
  }

  /** This, saying why and where; {@code field} is a path of the format, never text of a record. */
  Rejected as(RejectReason why, String where) {
    reason = why;
    field = where;
    return this;
  }

  RejectReason reason() {
    return reason;
  }

  String field() {
    return field;
  }
}
