package dev.throng.transforms.step;

import com.google.common.collect.ImmutableMap;
import java.io.Serializable;
import java.util.Map;

/**
 * Which purposes of the IAB's Transparency and Consent Framework one of ours needs: all of them.
 *
 * @param needed foreign purposes by ours, purpose 1 as the lowest bit; what is missing here the
 *     framework cannot express
 */
public record TcfMapping(ImmutableMap<Purpose, Integer> needed) implements Serializable {
  /**
   * A string has this many bits for purposes. The IAB has given a meaning to the first eleven, and
   * may to the others.
   */
  public static final int PURPOSES = 24;

  /**
   * @throws IllegalArgumentException where a purpose needs nothing, or more than there is
   */
  public TcfMapping {
    for (int purposes : needed.values()) {
      if (purposes <= 0 || purposes >= 1 << PURPOSES) {
        throw new IllegalArgumentException("purposes are 1 to " + PURPOSES);
      }
    }
  }

  /** A purpose of theirs as a bit, counted from 1. */
  public static int bit(int purpose) {
    return 1 << (purpose - 1);
  }

  /** The purposes of ours that consent to {@code given} grants; the other ones it refuses. */
  public int granted(int given) {
    int granted = 0;
    for (Map.Entry<Purpose, Integer> each : needed.entrySet()) {
      if ((each.getValue() & ~given) == 0) {
        granted |= each.getKey().bit();
      }
    }
    return granted;
  }

  /** The purposes of ours that it can express. */
  public int expressible() {
    return Purpose.bits(needed.keySet());
  }
}
