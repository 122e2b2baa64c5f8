package dev.throng.transforms.release.extract;

import java.util.Locale;

/** Why rows may not go out. */
public enum Shortfall {
  /** Fewer than k people, or companies, have these values. */
  TOO_FEW_PEOPLE,
  /** Enough have them, but are too much alike in what is sensitive. */
  TOO_ALIKE;

  /** The name in the manifest. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
