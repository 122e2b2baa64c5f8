package dev.throng.transforms.step;

import com.google.common.collect.ImmutableMap;
import java.io.Serializable;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Which consent types of Google's consent mode one of our purposes needs.
 *
 * @param needed types by purpose, all of which must be granted; what is missing here the mode
 *     cannot express
 */
public record GoogleMapping(ImmutableMap<Purpose, Needs> needed) implements Serializable {

  /** Google's consent types, by the names that tags give them. */
  public enum ConsentType {
    AD_STORAGE,
    ANALYTICS_STORAGE,
    AD_USER_DATA,
    AD_PERSONALIZATION,
    FUNCTIONALITY_STORAGE,
    PERSONALIZATION_STORAGE,
    SECURITY_STORAGE;

    /** The name in signals and in the policy file. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What a purpose needs.
   *
   * @param always types that must be granted
   * @param whereTold types that must be granted in signals that can tell of them
   */
  public record Needs(Set<ConsentType> always, Set<ConsentType> whereTold) implements Serializable {

    /**
     * @throws IllegalArgumentException where nothing is always needed
     */
    public Needs {
      always = Set.copyOf(always);
      whereTold = Set.copyOf(whereTold);
      if (always.isEmpty()) {
        throw new IllegalArgumentException("needs at least one type without a '?'");
      }
    }

    /** Whether a signal that can tell of {@code told} says no: one that it can tell is missing. */
    public boolean refused(EnumSet<ConsentType> told, EnumSet<ConsentType> granted) {
      return missing(always, told, granted) || missing(whereTold, told, granted);
    }

    /** Whether it says yes. It may say neither. */
    public boolean granted(EnumSet<ConsentType> told, EnumSet<ConsentType> granted) {
      return granted.containsAll(always) && !refused(told, granted);
    }

    private static boolean missing(
        Collection<ConsentType> needed, EnumSet<ConsentType> told, EnumSet<ConsentType> granted) {
      return needed.stream().anyMatch(type -> told.contains(type) && !granted.contains(type));
    }
  }

  /** The purposes of ours that it can express. */
  public int expressible() {
    return Purpose.bits(needed.keySet());
  }
}
