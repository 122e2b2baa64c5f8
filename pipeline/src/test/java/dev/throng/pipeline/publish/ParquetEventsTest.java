package dev.throng.pipeline.publish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.schemas.StoredEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificData;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes to Parquet a column at a time lies there as if it had gone row by row. */
class ParquetEventsTest {
  private static final int PAGE_ROWS = 20_000;

  /** The library's own writer of rows is the oracle: pages, statistics, filters and all. */
  @ParameterizedTest
  @ValueSource(
      ints = {
        0,
        1,
        ParquetEvents.ROWS - 1,
        ParquetEvents.ROWS,
        ParquetEvents.ROWS + 1,
        3_000,
        PAGE_ROWS + 1_000
      })
  void itIsByteForByteWhatParquetAvroWrites(int rows) throws IOException {
    long seed = System.nanoTime();
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (ParquetWriter<StoredEvent> oracle = oracle(expected);
        EventWriter writer = EventFormat.PARQUET.open(Channels.newChannel(written))) {
      Random random = new Random(seed);
      for (int i = 0; i < rows; i++) {
        StoredEvent event = Samples.event(random);
        oracle.write(event);
        writer.write(event);
      }
    }
    assertArrayEquals(expected.toByteArray(), written.toByteArray(), "seed " + seed);
  }

  private static ParquetWriter<StoredEvent> oracle(ByteArrayOutputStream to) throws IOException {
    AvroParquetWriter.Builder<StoredEvent> builder =
        AvroParquetWriter.<StoredEvent>builder(new ChannelOutput(Channels.newChannel(to)))
            .withConf(new PlainParquetConfiguration())
            .withSchema(StoredEvent.getClassSchema())
            .withDataModel(SpecificData.get())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(ParquetEvents.ROW_GROUP_BYTES)
            .withPageSize(256 << 10)
            .withAdaptiveBloomFilterEnabled(true)
            .withMaxBloomFilterBytes(128 << 10);
    for (String pseudonym :
        List.of("event", "device", "cookie", "user", "company", "seller", "order")) {
      builder.withBloomFilterEnabled(pseudonym, true).withDictionaryEncoding(pseudonym, false);
    }
    return builder.build();
  }

  @Test
  void severalRowGroupsHoldEveryRowOnceInItsOrder() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<StoredEvent> events = new ArrayList<>();
    byte[] much = new byte[15_000];
    for (int i = 0; i < 3_000; i++) {
      StoredEvent event = Samples.event(random);
      random.nextBytes(much);
      event.setTitle(i + new String(much, StandardCharsets.ISO_8859_1));
      events.add(event);
    }
    byte[] bytes = EventFormatTest.written(EventFormat.PARQUET, events);
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            new BytesInput(bytes),
            ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
      List<BlockMetaData> groups = reader.getFooter().getBlocks();
      assertTrue(groups.size() > 2, groups.size() + " row groups, seed " + seed);
      assertEquals(
          events.size(),
          groups.stream().mapToLong(BlockMetaData::getRowCount).sum(),
          "seed " + seed);
    }
    assertEquals(EventFormatTest.plain(events), EventFormatTest.readParquet(bytes), "seed " + seed);
  }

  /** The caller uses its row again, and what hangs on it. */
  @Test
  void ofARowNothingIsHeld() throws IOException {
    StoredEvent event = Samples.event(new Random(5));
    Map<String, String> properties = new HashMap<>(Map.of("experiment", "a"));
    List<String> purposes = new ArrayList<>(List.of("statistical"));
    event.setProperties(properties);
    event.setPurposes(purposes);
    StoredEvent before = StoredEvent.newBuilder(event).build();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (EventWriter writer = EventFormat.PARQUET.open(Channels.newChannel(bytes))) {
      writer.write(event);
      properties.put("experiment", "b");
      purposes.add("marketing");
      event.setTitle("another");
    }
    assertArrayEquals(
        EventFormatTest.written(EventFormat.PARQUET, List.of(before)), bytes.toByteArray());
  }

  @Test
  void afterARowThatMissesSomethingThereIsNoFile() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    EventWriter writer = EventFormat.PARQUET.open(Channels.newChannel(bytes));
    writer.write(Samples.event(new Random(5)));
    StoredEvent less = new StoredEvent();
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> writer.write(less));
    assertEquals("A stored event has no event_type.", thrown.getMessage());
    assertThrows(IllegalStateException.class, () -> writer.write(Samples.event(new Random(5))));
    writer.close();
    assertThrows(
        RuntimeException.class, () -> ParquetFileReader.open(new BytesInput(bytes.toByteArray())));
  }
}
