package dev.throng.transforms.consent.signal;

import dev.throng.transforms.step.Signal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The list of signals: a new one is a file beside this one, and a line in it. */
public final class Signals {
  private Signals() {}

  /**
   * Every signal that an event may carry, heard one after the other; what any of them refuses is
   * refused, in whichever order they stand.
   *
   * @param reconsentFrom the oldest policy version whose grants count, or null
   */
  public static Signal all(@Nullable String reconsentFrom) {
    List<Signal> signals =
        List.of(
            new PersonalState(),
            new OwnWord(reconsentFrom),
            new GlobalPrivacyControl(),
            new ForeignSignal(),
            new UnsubscribeEvent());
    Signal[] each = signals.toArray(Signal[]::new);
    return (raw, treated) -> {
      for (Signal signal : each) {
        signal.takeDown(raw, treated);
      }
    };
  }
}
