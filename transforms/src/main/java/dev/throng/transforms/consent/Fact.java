package dev.throng.transforms.consent;

import dev.throng.transforms.step.Purpose;

/**
 * A fact about an id as two numbers, of which there may be many millions in memory: what it says
 * since when, and when that was recorded.
 *
 * <p>What it says is a {@code long}: 48 bits for milliseconds since 1970-01-01T00:00Z, then 10 for
 * the {@link FactState}, one for a grant to a policy version that no longer counts, and 5 for
 * {@link Purpose} bits. So facts in the order of these numbers are in the order of time and, at one
 * instant, of strictness.
 */
public final class Fact {
  /** Before every event; the first millisecond that the form can hold, 4,459 years before 1970. */
  public static final long SINCE_EVER = -(1L << 47);

  /** After every event. */
  public static final long FOR_ALL_TIME = (1L << 47) - 1;

  /** Stands where nobody knows when a fact was recorded. */
  public static final long NOT_RECORDED = Long.MIN_VALUE;

  private static final int TIME_SHIFT = 16;
  private static final int STATE_SHIFT = 6;
  private static final int STATE_MASK = 0x3ff;
  private static final int OUTDATED = 1 << 5;

  private Fact() {}

  /**
   * A fact that holds from an instant on.
   *
   * @param purposes bits of {@link Purpose}; of no meaning where the state is no word
   * @param effective milliseconds since 1970-01-01T00:00Z, {@link #SINCE_EVER} to {@link
   *     #FOR_ALL_TIME}
   */
  public static long of(FactState state, int purposes, long effective) {
    if (effective < SINCE_EVER || effective > FOR_ALL_TIME) {
      throw new IllegalArgumentException("a fact's time is beyond what can be held");
    }
    int said = state.isWord() ? purposes & Purpose.ALL : 0;
    return effective << TIME_SHIFT | (long) state.code() << STATE_SHIFT | said;
  }

  /** A grant to a policy version that no longer counts: a reason, never a grant (P21). */
  public static long outdatedGrant(int purposes, long effective) {
    return of(FactState.GRANTED, purposes, effective) | OUTDATED;
  }

  /** Since when it holds, in milliseconds since 1970-01-01T00:00Z. */
  public static long effective(long fact) {
    return fact >> TIME_SHIFT;
  }

  /** What it says. */
  public static FactState state(long fact) {
    return FactState.of((int) (fact >> STATE_SHIFT) & STATE_MASK);
  }

  /** Which purposes it is about, as bits of {@link Purpose}; 0 unless its state is a word. */
  public static int purposes(long fact) {
    return (int) fact & Purpose.ALL;
  }

  /**
   * Whether an earlier fact says nothing more once a later one is in force and known, whatever
   * facts are still to come. An erasure to come could take back a grant or a guardian's consent, so
   * that these replace no refusal.
   */
  public static boolean replaces(long later, long earlier) {
    FactState state = state(later);
    boolean covers = (purposes(earlier) & ~purposes(later)) == 0;
    return switch (state(earlier)) {
      case GRANTED ->
          covers
              && (state == FactState.GRANTED
                  ? isOutdated(later) == isOutdated(earlier)
                  : state.isWord() && !isOutdated(earlier));
      case DENIED, WITHDRAWN, OBJECTED -> covers && state.isWord() && state.refuses();
      case RESTRICTED, UNRESTRICTED ->
          state == FactState.RESTRICTED || state == FactState.UNRESTRICTED;
      case MINOR -> state == FactState.MINOR;
      case GUARDIAN_CONSENT -> state == FactState.GUARDIAN_CONSENT || state == FactState.MINOR;
      case ERASED -> state == FactState.ERASED;
    };
  }

  /** Whether it is a grant to a policy version that no longer counts. */
  public static boolean isOutdated(long fact) {
    return (fact & OUTDATED) != 0;
  }
}
