package dev.throng.pipeline.job;

import dev.throng.transforms.parse.EventForm;
import dev.throng.transforms.pseudonymize.PseudonymizeSettings.Visitor;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * Where events come from.
 *
 * @param format how they are written
 * @param input where they lie: at least one file, or a topic
 * @param visitor what stands for a device id where the format has none
 * @param trustedHops how many proxies may be believed, 0 or more
 * @param dedupe within which time events of one id and person are one; zero where they never are
 */
public record EventSource(
    EventForm format, Input input, Visitor visitor, int trustedHops, Duration dedupe)
    implements Serializable {
  public EventSource {
    if (input instanceof Input.Files files && files.patterns().isEmpty()) {
      throw new IllegalArgumentException("must name at least one file");
    }
    if (trustedHops < 0) {
      throw new IllegalArgumentException("must not be negative");
    }
  }

  /** Whether there is no end to them. */
  public boolean isStream() {
    return input instanceof Input.Topic;
  }

  /** Whether they are what was rejected and sealed. */
  public boolean isReplay() {
    return input instanceof Input.Sealed;
  }

  /** The same events from elsewhere. */
  public EventSource from(Input other) {
    return new EventSource(format, other, visitor, trustedHops, Duration.ZERO);
  }

  /**
   * The files, as patterns of Beam's {@code FileSystems}.
   *
   * @throws IllegalStateException where events come from a topic
   */
  public List<String> from() {
    if (input instanceof Input.Files files) {
      return files.patterns();
    }
    if (input instanceof Input.Sealed sealed) {
      return sealed.files();
    }
    throw new IllegalStateException("the events come from a topic");
  }
}
