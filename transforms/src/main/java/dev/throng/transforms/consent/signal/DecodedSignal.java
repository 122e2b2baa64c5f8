package dev.throng.transforms.consent.signal;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.step.Signal;
import dev.throng.transforms.step.Warnings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A foreign signal of an event: decodes its text and takes its word down. A person's events carry
 * the same text over and over, so the words of the latest texts are kept: at most {@value #KEPT} of
 * {@value Decoder#LONGEST} characters each. For one thread.
 */
final class DecodedSignal implements Signal {
  private static final int KEPT = 512;

  /**
   * How far ahead of its event a signal may be made, in milliseconds: clocks of devices and servers
   * differ, and platforms round to days. What was said later than that speaks of later events.
   */
  private static final long AHEAD = 86_400_000;

  private final Function<IdentifiedEvent, @Nullable String> text;
  private final Decoder decoder;
  private final Map<String, Decoded> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Decoded> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * A signal.
   *
   * @param text where it stands in an event; null is silence, the empty text is malformed
   */
  DecodedSignal(Function<IdentifiedEvent, @Nullable String> text, Decoder decoder) {
    this.text = text;
    this.decoder = decoder;
  }

  @Override
  public void takeDown(IdentifiedEvent raw, PseudonymousEvent treated) {
    takeDown(raw, treated, warning -> {});
  }

  @Override
  public void takeDown(IdentifiedEvent raw, PseudonymousEvent treated, Warnings warnings) {
    String said = text.apply(raw);
    if (said == null) {
      return;
    }
    Decoded word = word(said);
    if (word.made() > treated.getEventTime() + AHEAD) {
      word = decoder.unreadable();
    }
    treated.setGranted(treated.getGranted() | word.granted());
    treated.setRefused(treated.getRefused() | word.refused());
    if (word.gpc()) {
      treated.setGpc(true);
    }
    if (word.warning() != null) {
      warnings.warn(word.warning());
    }
  }

  private Decoded word(String said) {
    if (said.length() > Decoder.LONGEST) {
      return decoder.unreadable();
    }
    Decoded word = known.get(said);
    if (word == null) {
      word = decoder.decode(said);
      known.put(said, word);
    }
    return word;
  }
}
