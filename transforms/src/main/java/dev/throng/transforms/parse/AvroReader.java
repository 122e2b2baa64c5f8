package dev.throng.transforms.parse;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Sink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Optional;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of Avro container files. A block that cannot be read, or the rest of one behind
 * its last record that can, is one rejection; nobody knows how many records it held.
 */
final class AvroReader implements EventReader {

  private final AvroRecords records;
  private final AvroEvents events;
  private boolean whole;

  private AvroReader(AvroRecords records, AvroEvents events) {
    this.records = records;
    this.events = events;
  }

  /**
   * Reads the events of the blocks that start in {@code [start, end)}.
   *
   * @param only passes over what is behind the last mention in a block; null for nothing
   */
  static AvroReader of(
      ReadableByteChannel channel,
      long start,
      long end,
      ParseSettings settings,
      @Nullable Mention only)
      throws IOException {
    try {
      AvroRecords records = AvroRecords.of(Input.at(channel, 0), start, end, only);
      return new AvroReader(records, AvroEvents.of(records.schema(), settings));
    } catch (UnreadableInput e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public boolean next(Sink<? super IdentifiedEvent> sink) throws IOException {
    whole = false;
    switch (records.next(events::read)) {
      case RECORD -> {
        whole = true;
        events.tell(sink);
      }
      case BROKEN, UNREADABLE -> sink.reject(RejectReason.UNREADABLE_BLOCK);
      case END -> {
        return false;
      }
    }
    return true;
  }

  @Override
  public Optional<byte[]> record() {
    if (!whole) {
      return Optional.empty();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DataFileWriter<Object> file = new DataFileWriter<>(new GenericDatumWriter<>())) {
      file.create(records.schema(), out).appendEncoded(ByteBuffer.wrap(records.record()));
    } catch (IOException e) {
      throw new IllegalStateException("what is in memory cannot be written to memory", e);
    }
    return Optional.of(out.toByteArray());
  }

  @Override
  public long offset() {
    return records.offset();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
