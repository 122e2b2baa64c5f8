package dev.throng.pipeline.rights;

/** What becomes of a stored row. */
enum Fate {
  /** It is of nobody whom the pass is about. */
  NOT_CONCERNED,
  /** It is, and stays as it is. */
  STAYS,
  /** It serves fewer purposes. */
  NARROWED,
  /** What it says of the person is put right. */
  CORRECTED,
  /** It goes. */
  GOES,
  /** It is put where no run reads it, until its restriction is lifted. */
  SET_APART,
  /** It would go, but a law wants it kept: it is put apart, too. */
  HELD
}
