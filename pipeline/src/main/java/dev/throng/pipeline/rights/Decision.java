package dev.throng.pipeline.rights;

/**
 * What becomes of one row.
 *
 * @param purposes what it may still serve
 * @param seller whether the seller in it stays
 * @param hold what holds it, where it is held; else ""
 */
record Decision(Fate fate, int purposes, boolean seller, String hold) {
  static final Decision NOT_CONCERNED = new Decision(Fate.NOT_CONCERNED, 0);

  Decision(Fate fate, int purposes) {
    this(fate, purposes, true, "");
  }

  static Decision held(RowKey row, String hold) {
    return new Decision(Fate.HELD, row.purposes(), true, hold);
  }

  /** The same, but of a row that would stay, the seller goes. */
  Decision withoutSeller(RowKey row) {
    return switch (fate) {
      case NOT_CONCERNED -> new Decision(Fate.NARROWED, row.purposes(), false, "");
      case STAYS, NARROWED -> new Decision(Fate.NARROWED, purposes, false, "");
      case CORRECTED, GOES, SET_APART, HELD -> this;
    };
  }
}
