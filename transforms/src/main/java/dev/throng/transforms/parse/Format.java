package dev.throng.transforms.parse;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The formats of events: to add one is one constant here, its decoder, and its test cases. */
public enum Format {
  /** One JSON object a line, of the fields of {@code IdentifiedEvent} by their paths. */
  THRONG_JSON(Mapping.identity("One JSON object a line, of the fields of the data dictionary.")) {
    @Override
    public EventDecoder decoder(ParseSettings settings) {
      return new JsonDecoder(settings);
    }
  },

  /** Avro container files of any schema that resolves to {@code IdentifiedEvent}. */
  THRONG_AVRO(
      Mapping.identity("Avro container files of any schema that resolves to IdentifiedEvent.")) {
    @Override
    public EventReader open(
        ReadableByteChannel channel, long start, long end, ParseSettings settings)
        throws IOException {
      return AvroReader.of(channel, start, end, settings, null);
    }

    @Override
    public EventReader openForType(
        String type, ReadableByteChannel channel, long start, long end, ParseSettings settings)
        throws IOException {
      return AvroReader.of(channel, start, end, settings, new Mention(type));
    }

    /** Single records are in Avro's single-object encoding, of {@code IdentifiedEvent} itself. */
    @Override
    public EventDecoder decoder(ParseSettings settings) {
      return new AvroDecoder(settings);
    }
  },

  /** Lines of an access log of Apache httpd or nginx, of the combined format unless it is said. */
  ACCESS_LOG(
      LogPattern.combined()
          .mapping(
              "Lines of an access log of Apache httpd or nginx, of the combined or the common"
                  + " format; of another, where the job has its pattern.")) {
    @Override
    public EventDecoder decoder(ParseSettings settings) {
      return LogPattern.combined().decoder(settings);
    }

    @Override
    public boolean tells(String type) {
      return LogLine.TYPES.contains(type);
    }
  },

  /** Messages of Segment and RudderStack. */
  SEGMENT(Segment.MAPPING),

  /** Rows of Google Analytics 4 as it exports them to BigQuery. */
  GA4_EXPORT(Ga4.MAPPING),

  /** Events in the envelope of CloudEvents. */
  CLOUDEVENTS(CloudEvents.MAPPING) {
    @Override
    public MessageDecoder messages(ParseSettings settings) {
      return new CloudEventMessages(settings);
    }
  },

  /** Snowplow's enriched events, also as warehouses export them. */
  SNOWPLOW_ENRICHED(Snowplow.MAPPING) {
    @Override
    public EventReader open(
        ReadableByteChannel channel, long start, long end, ParseSettings settings)
        throws IOException {
      return Snowplow.open(channel, start, end, settings, null);
    }

    @Override
    public EventReader openForType(
        String type, ReadableByteChannel channel, long start, long end, ParseSettings settings)
        throws IOException {
      return Snowplow.open(
          channel, start, end, settings, mapping().mentioned(type).map(Mention::new).orElse(null));
    }

    @Override
    public List<String> columns() {
      return Snowplow.COLUMNS;
    }

    /** Single records have no header. */
    @Override
    public EventDecoder decoder(ParseSettings settings) {
      return Snowplow.decoder(settings);
    }
  };

  /** Never changes, for all that it holds is copied. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Mapping mapping;

  Format(Mapping mapping) {
    this.mapping = mapping;
  }

  /** The format of that name in a job file. */
  public static Optional<Format> named(String label) {
    return Arrays.stream(values()).filter(format -> format.label().equals(label)).findFirst();
  }

  /** The names of all formats. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Format::label).toList();
  }

  /** The name in a job file. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Whether a file of that name can be read from the middle: not when compressed. If the name is
   * wrong about it, the whole file belongs to the split at its start, and none is read twice.
   */
  public boolean splittable(String fileName) {
    return !Compression.named(fileName);
  }

  /** What becomes of each field of the format. */
  public Mapping mapping() {
    return mapping;
  }

  /** The cells of a line, by their names; none where it is no table, or one with a header only. */
  public List<String> columns() {
    return List.of();
  }

  /**
   * Reads the records that start in {@code [start, end)} of a file; of a compressed file, all in
   * the split that starts at 0. Closing the reader closes the channel.
   *
   * @param channel stands at the file's start; one that is not seekable is read up to the split
   * @throws UnreadableInput if the whole input is not of this format; the channel is closed then
   * @throws IOException if the channel fails
   */
  public EventReader open(ReadableByteChannel channel, long start, long end, ParseSettings settings)
      throws IOException {
    return LineEvents.of(channel, start, end, settings.maxRecordBytes(), decoder(settings));
  }

  /** Whether the format has events of that type at all. */
  public boolean tells(String type) {
    return true;
  }

  /**
   * Reads like {@link #open} all events of that type; of others it may skip as many as it likes,
   * and then tells the sink nothing.
   *
   * @param type ASCII letters in lower case; the events' may be in any case
   */
  public EventReader openForType(
      String type, ReadableByteChannel channel, long start, long end, ParseSettings settings)
      throws IOException {
    Optional<String> word = mapping.mentioned(type);
    if (word.isEmpty()) {
      return open(channel, start, end, settings);
    }
    Mention mention = new Mention(word.get());
    EventDecoder decoder = decoder(settings);
    return LineEvents.of(
        channel,
        start,
        end,
        settings.maxRecordBytes(),
        (bytes, offset, length, sink) -> {
          if (mention.mayBeIn(bytes, offset, length)) {
            decoder.decode(bytes, offset, length, sink);
          }
        });
  }

  /** Decodes single records of this format. */
  public EventDecoder decoder(ParseSettings settings) {
    return mapping.json(settings);
  }

  /** Decodes records of a topic of this format. */
  public MessageDecoder messages(ParseSettings settings) {
    return MessageDecoder.of(decoder(settings));
  }
}
