package dev.throng.transforms.parse;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.step.DropReason;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Sink;
import dev.throng.transforms.step.Warning;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of records, as text: {@code path=value, ...} or {@code reason field}. */
final class Outcomes implements Sink<IdentifiedEvent> {

  final List<String> all = new ArrayList<>();
  int unknown;

  @Override
  public void keep(IdentifiedEvent event) {
    Map<String, Object> fields = new TreeMap<>();
    for (EventField field : EventField.all()) {
      Object value = event.get(field.index());
      if (value != null) {
        fields.put(field.path(), value instanceof Map<?, ?> map ? new TreeMap<>(map) : value);
      }
    }
    all.add(fields.toString());
  }

  @Override
  public void drop(DropReason reason) {
    throw new AssertionError("readers drop nothing");
  }

  @Override
  public void reject(RejectReason reason, String field) {
    all.add((reason.label() + " " + field).trim());
  }

  @Override
  public void warn(Warning warning) {
    if (warning != Warning.UNKNOWN_FIELD) {
      throw new AssertionError("readers warn of nothing else");
    }
    unknown++;
  }

  /** What one decoder makes of one record. */
  static String of(EventDecoder decoder, byte[] record) {
    Outcomes outcomes = new Outcomes();
    decoder.decode(record, 0, record.length, outcomes);
    if (outcomes.all.size() != 1) {
      throw new AssertionError("the sink is told once, not " + outcomes.all.size() + " times");
    }
    return outcomes.all.get(0);
  }

  /** The same of a text. */
  static String of(EventDecoder decoder, String record) {
    return of(decoder, record.getBytes(StandardCharsets.UTF_8));
  }

  /** Everything that a reader gives, each with its offset. */
  static List<String> read(EventReader reader) throws IOException {
    try (reader) {
      Outcomes outcomes = new Outcomes();
      List<String> read = new ArrayList<>();
      while (reader.next(outcomes)) {
        if (outcomes.all.size() != read.size() + 1) {
          throw new AssertionError("the sink is told once a record");
        }
        read.add(reader.offset() + ": " + outcomes.all.get(read.size()));
      }
      if (outcomes.all.size() != read.size()) {
        throw new AssertionError("the sink is not told at the end");
      }
      return read;
    }
  }

  /** What was read, without the offsets. */
  static List<String> withoutOffsets(List<String> read) {
    return read.stream().map(outcome -> outcome.substring(outcome.indexOf(' ') + 1)).toList();
  }

  /** A whole file. */
  static List<String> read(Format format, byte[] file, ParseSettings settings) throws IOException {
    return read(format.open(channel(file), 0, Long.MAX_VALUE, settings));
  }

  /** A channel that cannot be positioned. */
  static ReadableByteChannel channel(byte[] file) {
    return Channels.newChannel(new ByteArrayInputStream(file));
  }
}
