package dev.throng.pipeline.stream;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.publish.EventRows;
import dev.throng.pipeline.publish.EventWriter;
import dev.throng.pipeline.publish.TransferRegion;
import dev.throng.schemas.ConsentedEvent;
import dev.throng.schemas.StoredEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/**
 * Rows of stored events, as they stand in files: gathered into blocks of Avro by the hour of the
 * event and a shard, which follows from the event. For one thread.
 */
final class StoredRows {
  /** How many files an hour has. Their state belongs to them, so the number is for ever. */
  private static final int SHARDS = 8;

  private static final int MOST_BYTES = 256 << 10;

  private final Set<String> excludedRegions;
  private final EventRows rows = new EventRows();
  private final SpecificDatumWriter<StoredEvent> writer =
      new SpecificDatumWriter<>(StoredEvent.class);
  private final Map<KV<Long, Integer>, ByteArrayOutputStream> open = new HashMap<>();
  private final Bundle<KV<KV<Long, Integer>, byte[]>> full = new Bundle<>();
  private @Nullable BinaryEncoder encoder;

  StoredRows(Job job) {
    excludedRegions = job.outputs().excludedRegions();
  }

  void add(ConsentedEvent event) {
    StoredEvent row = rows.row(event);
    if (TransferRegion.isIn(row.getResidence(), excludedRegions)) {
      return;
    }
    long time = event.getEvent().getEventTime();
    KV<Long, Integer> key =
        KV.of(
            Math.floorDiv(time, PeopleRows.HOUR) * PeopleRows.HOUR,
            Math.floorMod(Long.hashCode(time), SHARDS));
    ByteArrayOutputStream block = open.computeIfAbsent(key, first -> new ByteArrayOutputStream());
    try {
      encoder = EncoderFactory.get().directBinaryEncoder(block, encoder);
      writer.write(row, encoder);
      encoder.flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    if (block.size() >= MOST_BYTES) {
      open.remove(key);
      give(key, block);
    }
  }

  private void give(KV<Long, Integer> key, ByteArrayOutputStream block) {
    full.add(KV.of(key, TimedBlock.of(key.getKey(), block.toByteArray())));
  }

  /** Gives all blocks away. */
  void flush(Consumer<KV<KV<Long, Integer>, byte[]>> out) {
    open.forEach(this::give);
    open.clear();
    full.drain(out);
  }

  /** Writes the rows of a block to a file, and says how many they are. */
  static long write(byte[] block, EventWriter to) throws IOException {
    SpecificDatumReader<StoredEvent> reader = new SpecificDatumReader<>(StoredEvent.class);
    BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(TimedBlock.rowsOf(block), null);
    StoredEvent row = new StoredEvent();
    long rows = 0;
    while (!decoder.isEnd()) {
      row = reader.read(row, decoder);
      to.write(row);
      rows++;
    }
    return rows;
  }
}
