package dev.throng.transforms.aggregate;

import java.util.Locale;

/** Who a report is for (P13). Sellers are third parties. */
public enum Audience {
  INTERNAL,
  THIRD_PARTY;

  /** The name in files and settings, as in {@code third_party}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
