package dev.throng.pipeline.job;

import dev.throng.transforms.parse.Format;
import dev.throng.transforms.pseudonymize.PseudonymizeSettings.Visitor;
import java.io.Serializable;
import java.util.List;

/**
 * Where events come from.
 *
 * @param format how they are written
 * @param from files, as patterns of Beam's {@code FileSystems}; at least one
 * @param visitor what stands for a device id where the format has none
 * @param trustedHops how many proxies may be believed, 0 or more
 */
public record EventSource(Format format, List<String> from, Visitor visitor, int trustedHops)
    implements Serializable {
  public EventSource {
    from = List.copyOf(from);
    if (from.isEmpty()) {
      throw new IllegalArgumentException("must name at least one file");
    }
    if (trustedHops < 0) {
      throw new IllegalArgumentException("must not be negative");
    }
  }
}
