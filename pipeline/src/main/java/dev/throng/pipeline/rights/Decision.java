package dev.throng.pipeline.rights;

/**
 * What becomes of one row.
 *
 * @param purposes what it may still serve
 */
record Decision(Fate fate, int purposes) {
  static final Decision NOT_CONCERNED = new Decision(Fate.NOT_CONCERNED, 0);
}
