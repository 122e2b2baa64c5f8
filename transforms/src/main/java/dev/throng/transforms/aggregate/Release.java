package dev.throng.transforms.aggregate;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The condition under which rows of a report go out (design section 7). */
public sealed interface Release extends Serializable {
  /**
   * Every row is about at least this many people, or companies where those are fewer. For internal
   * reports.
   *
   * @param people 2 to 4,096: so far unique counts are exact
   * @param diversity what must differ within a row besides; null for nothing
   */
  record AtLeast(int people, @Nullable Diversity diversity) implements Release {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException outside of it
     */
    public AtLeast {
      if (people < 2 || people > DistinctSet.EXACT) {
        throw new IllegalArgumentException("must be 2 to " + DistinctSet.EXACT + ", not " + people);
      }
    }
  }

  /**
   * The rows themselves go out, without pseudonyms, and coarse enough that each is like those of at
   * least so many people, or companies where those are fewer. For research (P12).
   *
   * @param people 2 to 4,096: so far people are counted exactly
   * @param diversity what must differ among rows that are alike; null for nothing
   * @param chains how many of the dimensions, one after the other, are each quasi-identifier; what
   *     is left is what {@code diversity} names
   * @param suppress which part of a day's events may be left out, 0 to 1
   */
  record KAnonymous(
      int people, @Nullable Diversity diversity, List<Integer> chains, BigDecimal suppress)
      implements Release {
    /**
     * Copies and checks the ranges.
     *
     * @throws IllegalArgumentException outside of them
     */
    public KAnonymous {
      if (people < 2 || people > DistinctSet.EXACT) {
        throw new IllegalArgumentException("must be 2 to " + DistinctSet.EXACT + ", not " + people);
      }
      chains = ImmutableList.copyOf(chains);
      if (suppress.signum() < 0 || suppress.compareTo(BigDecimal.ONE) > 0) {
        throw new IllegalArgumentException("must be 0 % to 100 %");
      }
    }
  }

  /**
   * Whoever is known to be in a row must not be known by that to have one certain value: the row's
   * people have at least so many (distinct l-diversity: Machanavajjhala et al., "l-Diversity:
   * Privacy Beyond k-Anonymity", 2007, section 3).
   *
   * @param of a dimension that is sensitive; unknown is no value
   * @param least 2 to 100
   */
  record Diversity(String of, int least) implements Serializable {
    /**
     * Checks.
     *
     * @throws IllegalArgumentException for what is no dimension, or outside of the range
     */
    public Diversity {
      Dimension.named(of);
      if (least < 2 || least > 100) {
        throw new IllegalArgumentException("must be 2 to 100, not " + least);
      }
    }
  }

  /**
   * Every number is noised, as far as one person or company may change it. For third parties (P13).
   *
   * @param epsilon what one of them spends in one window of the report, more than 0
   * @param delta the same, 0 or more
   * @param unit who is protected
   * @param groupsPerUnit in how many groups of a window one of them counts at most, 1 or more
   * @param eventsPerGroup how many events of one of them count in a group and window at most, 0
   *     where no measure counts events
   * @param sessionsPerGroup how many sessions of one of them count in a group and window at most, 0
   *     where no measure counts sessions
   * @param groups the groups that are always shown, and no others; empty where groups are selected
   * @param clamps for each amount that is summed up, what one of them, or one session, adds to a
   *     group at least and at most
   * @param noise {@code laplace} or {@code gaussian}
   * @param selection {@code truncated_geometric} or {@code threshold}
   * @param contributions which groups of one of them count, where there are more than may
   * @param shares weights by which amounts and {@code selection} share what is spent; 1 where
   *     nothing is said
   */
  record Noised(
      BigDecimal epsilon,
      BigDecimal delta,
      Unit unit,
      int groupsPerUnit,
      long eventsPerGroup,
      long sessionsPerGroup,
      List<List<String>> groups,
      Map<Amount, Clamp> clamps,
      String noise,
      String selection,
      Contributing contributions,
      Map<String, BigDecimal> shares)
      implements Release {
    public Noised {
      ImmutableList.Builder<List<String>> listed = ImmutableList.builder();
      groups.forEach(group -> listed.add(ImmutableList.copyOf(group)));
      groups = listed.build();
      clamps = ImmutableMap.copyOf(clamps);
      shares = ImmutableMap.copyOf(shares);
    }
  }

  /** Which groups of a person or company count, where they are in more than may count. */
  enum Contributing {
    /** Any, by a keyed hash of the person and the group. */
    KEYED_HASH,
    /** Those with their latest events; of several at the same instant, by the hash. */
    MOST_RECENT
  }

  /** Who is protected, with all that they did in a window. */
  enum Unit {
    PERSON,
    /** A company with all its people; a person without one is a company of their own. */
    COMPANY
  }

  /**
   * What one person adds to a group at least and at most.
   *
   * @param low in units of the amount's last decimal
   * @param high the same
   */
  record Clamp(long low, long high) implements Serializable {}
}
