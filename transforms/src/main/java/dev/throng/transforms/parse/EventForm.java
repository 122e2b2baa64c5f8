package dev.throng.transforms.parse;

import java.io.IOException;
import java.io.Serializable;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * How the events of a job are written: in a format, which for access logs has a pattern.
 *
 * @param base the format
 * @param pattern of an access log; null for the usual one, and for other formats
 */
public record EventForm(Format base, @Nullable LogPattern pattern) implements Serializable {

  /**
   * Checks that the two go together.
   *
   * @throws IllegalArgumentException where a pattern stands with another format than access-log
   */
  public EventForm {
    if (pattern != null && base != Format.ACCESS_LOG) {
      throw new IllegalArgumentException("goes with access-log only");
    }
  }

  /** A format as it is. */
  public static EventForm of(Format format) {
    return new EventForm(format, null);
  }

  /** What becomes of each field. */
  public Mapping mapping() {
    return pattern == null ? base.mapping() : pattern.mapping();
  }

  /** As {@link Format#splittable}. */
  public boolean splittable(String fileName) {
    return base.splittable(fileName);
  }

  /** As {@link Format#tells}. */
  public boolean tells(String type) {
    return base.tells(type);
  }

  /** As {@link Format#decoder}. */
  public EventDecoder decoder(ParseSettings settings) {
    return pattern == null ? base.decoder(settings) : pattern.decoder(settings);
  }

  /** As {@link Format#messages}. */
  public MessageDecoder messages(ParseSettings settings) {
    return pattern == null ? base.messages(settings) : MessageDecoder.of(decoder(settings));
  }

  /** As {@link Format#open}. */
  public EventReader open(ReadableByteChannel channel, long start, long end, ParseSettings settings)
      throws IOException {
    return pattern == null
        ? base.open(channel, start, end, settings)
        : LineEvents.of(channel, start, end, settings.maxRecordBytes(), decoder(settings));
  }

  /** As {@link Format#openForType}. */
  public EventReader openForType(
      String type, ReadableByteChannel channel, long start, long end, ParseSettings settings)
      throws IOException {
    return pattern == null
        ? base.openForType(type, channel, start, end, settings)
        : open(channel, start, end, settings);
  }
}
