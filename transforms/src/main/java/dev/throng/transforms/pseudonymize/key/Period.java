package dev.throng.transforms.pseudonymize.key;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An epoch, or a day, with what is left of its key.
 *
 * @param firstDay days since 1970, inclusive
 * @param dayAfter exclusive
 * @param text writes its pseudonyms
 * @param keys null unless it is live
 */
record Period(
    long firstDay,
    long dayAfter,
    String name,
    PseudonymText text,
    EpochState state,
    @Nullable DomainKeys keys) {

  @Override
  public String toString() {
    return name + " " + state;
  }

  /** All periods of a kind, read from the keyring when first asked for. For one thread. */
  static final class All {
    private static final int MOST = 4096;
    private static final long DAY = 86_400_000;

    private final Keyring keyring;
    private final KeyRecord.Kind kind;
    private final Epoch epoch;
    private final String mark;
    private final Map<Long, Period> known = new HashMap<>();
    private @Nullable Period last;
    private long lastFrom;
    private long lastUntil;

    All(Keyring keyring, KeyRecord.Kind kind, Epoch epoch, String mark) {
      this.keyring = keyring;
      this.kind = kind;
      this.epoch = epoch;
      this.mark = mark;
    }

    Period at(long epochMillis) {
      Period period = last;
      if (period == null || epochMillis < lastFrom || epochMillis >= lastUntil) {
        long firstDay = epoch.firstDay(Epoch.dayOf(epochMillis));
        period = known.get(firstDay);
        if (period == null) {
          period = find(firstDay);
          if (known.size() >= MOST) {
            known.clear();
          }
          known.put(firstDay, period);
        }
        last = period;
        lastFrom = period.firstDay * DAY;
        lastUntil = period.dayAfter * DAY;
      }
      return period;
    }

    private Period find(long firstDay) {
      String name = epoch.nameOfDay(firstDay);
      KeyOutcome outcome = keyring.find(new KeyName(kind, name));
      DomainKeys keys = null;
      EpochState state;
      if (outcome instanceof KeyOutcome.Live live) {
        state = EpochState.LIVE;
        keys = new DomainKeys(live.prf());
      } else {
        state = outcome instanceof KeyOutcome.Destroyed ? EpochState.DESTROYED : EpochState.MISSING;
      }
      PseudonymText text = new PseudonymText(mark + name + ".");
      return new Period(firstDay, epoch.dayAfter(firstDay), name, text, state, keys);
    }
  }
}
