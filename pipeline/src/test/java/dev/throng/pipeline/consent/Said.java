package dev.throng.pipeline.consent;

import org.jspecify.annotations.Nullable;

/**
 * A fact of the ledger, as it is meant.
 *
 * @param purpose one of the five, {@code *}, or null where the state needs none
 * @param effective milliseconds since 1970, {@link #SINCE_EVER} or {@link #FOR_ALL_TIME}
 * @param recorded milliseconds since 1970, or null where the fact does not say
 * @param version of the privacy policy, or null
 */
record Said(
    Id id,
    @Nullable String purpose,
    String state,
    long effective,
    @Nullable Long recorded,
    @Nullable String version) {
  static final long SINCE_EVER = Long.MIN_VALUE;
  static final long FOR_ALL_TIME = Long.MAX_VALUE;

  boolean is(String... states) {
    for (String each : states) {
      if (state.equals(each)) {
        return true;
      }
    }
    return false;
  }

  boolean isOn(String wanted) {
    return wanted.equals(purpose) || "*".equals(purpose);
  }
}
