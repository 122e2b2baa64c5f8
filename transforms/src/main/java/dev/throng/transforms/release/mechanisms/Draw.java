package dev.throng.transforms.release.mechanisms;

import java.math.BigInteger;
import java.util.List;

/**
 * What one draw is for: two draws that differ in anything are unrelated, and the same draw is made
 * again bit by bit (design section 7). The exact value is part of it: so releases over different
 * data never share their noise, which their difference would cancel.
 *
 * @param use what the bits decide
 * @param report digest of the whole resolved report definition
 * @param windowStart milliseconds since 1970-01-01T00:00Z
 * @param group the group's values as they stand in the released row
 * @param measure what is counted or summed
 * @param value the exact number that the draw protects
 */
public record Draw(
    Use use,
    String report,
    long windowStart,
    List<String> group,
    String measure,
    BigInteger value) {

  /** What bits decide. */
  public enum Use {
    /** By how much a released number is off. */
    NOISE,
    /** Whether a group is shown. */
    SELECTION
  }

  /** Copies the group. */
  public Draw {
    group = List.copyOf(group);
  }
}
