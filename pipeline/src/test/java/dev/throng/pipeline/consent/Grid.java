package dev.throng.pipeline.consent;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The few instants at which everything happens, so that much happens at the same. */
final class Grid {
  static final long START = 1_780_272_000_000L; // 2026-06-01T00:00:00Z
  static final long STEP = 5 * 3_600_000L;
  static final int STEPS = 13;
  static final long LAST = 4_102_444_799_999L; // 2099-12-31T23:59:59.999Z

  /** What happens before is rejected. */
  static final long FROM = START;

  private final Random random;

  Grid(Random random) {
    this.random = random;
  }

  /** The instant of a step, 0 to 12: in all, two days and a half. */
  static long at(int step) {
    return START + step * STEP;
  }

  /** When an event happens: within the first three days of June 2026, seldom before. */
  long event() {
    return random.nextInt(60) == 0 ? START - STEP : at(2 + random.nextInt(STEPS - 4)) + jitter();
  }

  /** When a fact is effective: around the events, seldom at the end of all times. */
  long effective() {
    return switch (random.nextInt(100)) {
      case 0 -> 0;
      case 1 -> LAST;
      default -> at(random.nextInt(STEPS)) + jitter();
    };
  }

  /** When a fact is recorded: at once, late, or ahead of its time; or it does not say. */
  @Nullable Long recorded(long effective) {
    long from = effective == LAST || effective == 0 ? at(random.nextInt(STEPS)) : effective;
    int way = random.nextInt(20);
    if (way < 3) {
      return null;
    }
    if (way < 10) {
      return from;
    }
    return way < 17 ? from + STEP * (1 + random.nextInt(5)) : from - STEP * (1 + random.nextInt(3));
  }

  private long jitter() {
    return random.nextInt(8) == 0 ? random.nextInt(3) - 1 : 0;
  }
}
