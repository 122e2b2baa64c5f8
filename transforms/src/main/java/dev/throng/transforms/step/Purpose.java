package dev.throng.transforms.step;

import com.google.common.collect.Maps;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a person may allow their events to serve (P10, P15). Sets of purposes are bits of an int.
 */
public enum Purpose {
  STATISTICAL(1),
  PERSONALISATION(2),
  MARKETING(4),
  SHARE_WITH_SELLERS(8),
  RESEARCH(16);

  /** Every purpose at once. */
  public static final int ALL = 31;

  private static final Map<String, Purpose> BY_LABEL =
      Maps.uniqueIndex(List.of(values()), Purpose::label);
  private static final List<List<String>> LABELS = labelsOfAllSets();

  private final int bit;

  Purpose(int bit) {
    this.bit = bit;
  }

  /** The bit of this purpose: 1, 2, 4, 8 or 16. */
  public int bit() {
    return bit;
  }

  /** The name in files and settings, as in {@code share_with_sellers}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The purpose of that name. */
  public static Optional<Purpose> named(String label) {
    return Optional.ofNullable(BY_LABEL.get(label));
  }

  /** The names of a set of purposes, in the order of this enum; a shared immutable list. */
  public static List<String> labels(int bits) {
    return LABELS.get(bits);
  }

  private static List<List<String>> labelsOfAllSets() {
    List<List<String>> all = new ArrayList<>();
    for (int bits = 0; bits <= ALL; bits++) {
      List<String> labels = new ArrayList<>();
      for (Purpose purpose : values()) {
        if ((bits & purpose.bit()) != 0) {
          labels.add(purpose.label());
        }
      }
      all.add(List.copyOf(labels));
    }
    return List.copyOf(all);
  }
}
