package dev.throng.pipeline.publish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.schemas.StoredEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;

class EventFormatTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();

  @Test
  void parquetGivesBackWhatWasWritten() throws IOException {
    long seed = System.nanoTime();
    List<StoredEvent> events = events(seed, 500);
    assertEquals(plain(events), readParquet(written(EventFormat.PARQUET, events)), "seed " + seed);
  }

  @Test
  void avroGivesBackWhatWasWritten() throws IOException {
    long seed = System.nanoTime();
    List<StoredEvent> events = events(seed, 500);
    List<String> read = new ArrayList<>();
    try (DataFileReader<GenericRecord> reader =
        new DataFileReader<>(
            new SeekableByteArrayInput(written(EventFormat.AVRO, events)),
            new GenericDatumReader<>())) {
      reader.forEach(row -> read.add(plain(row)));
      assertEquals("pseudonym", reader.getSchema().getField("device").getProp("privacy"));
    }
    assertEquals(plain(events), read, "seed " + seed);
  }

  @Test
  void jsonLinesGiveBackWhatWasWritten() throws IOException {
    long seed = System.nanoTime();
    List<StoredEvent> events = events(seed, 2000);
    String text = new String(written(EventFormat.JSONL, events), StandardCharsets.UTF_8);
    String[] lines = text.split("\n", -1);
    assertEquals(events.size() + 1, lines.length, "seed " + seed);
    for (int i = 0; i < events.size(); i++) {
      assertEquals(expected(events.get(i)), JACKSON.readTree(lines[i]), "seed " + seed);
    }
  }

  @Test
  void jsonReplacesHalfASurrogatePair() throws IOException {
    StoredEvent event = Samples.event(new Random(1));
    event.setTitle("a\uD83Db\uDE00\uD83D");
    byte[] bytes = written(EventFormat.JSONL, List.of(event));
    assertEquals("a\uFFFDb\uFFFD\uFFFD", JACKSON.readTree(bytes).get("title").textValue());
  }

  @Test
  void equalMapsGiveEqualLines() throws IOException {
    StoredEvent one = Samples.event(new Random(1));
    StoredEvent other = StoredEvent.newBuilder(one).build();
    one.setProperties(new LinkedHashMap<>());
    other.setProperties(new LinkedHashMap<>());
    for (int i = 0; i < 20; i++) {
      one.getProperties().put("k" + i, "v");
      other.getProperties().put("k" + (19 - i), "v");
    }
    assertArrayEquals(
        written(EventFormat.JSONL, List.of(one)), written(EventFormat.JSONL, List.of(other)));
  }

  @Test
  void parquetHasBloomFiltersOnPseudonyms() throws IOException {
    List<StoredEvent> events = events(7, 1000);
    for (int i = 0; i < events.size(); i++) {
      events.get(i).setDevice("2026-06.device" + i % 10);
    }
    byte[] bytes = written(EventFormat.PARQUET, events);
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            new BytesInput(bytes),
            ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
      BlockMetaData block = reader.getFooter().getBlocks().get(0);
      for (ColumnChunkMetaData column : block.getColumns()) {
        BloomFilter filter = reader.readBloomFilter(column);
        String name = column.getPath().toDotString();
        if (List.of("event", "device", "cookie", "user", "company", "seller", "order")
            .contains(name)) {
          assertNotNull(filter, name);
        }
        if (name.equals("device")) {
          assertTrue(filter.findHash(hash(filter, "2026-06.device3")));
          assertFalse(filter.findHash(hash(filter, "2026-06.nobody")));
        }
      }
    }
  }

  private static long hash(BloomFilter filter, String value) {
    return filter.hash(Binary.fromString(value));
  }

  private static List<StoredEvent> events(long seed, int count) {
    Random random = new Random(seed);
    List<StoredEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(Samples.event(random));
    }
    return events;
  }

  static byte[] written(EventFormat format, List<StoredEvent> events) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (EventWriter writer = format.open(Channels.newChannel(bytes))) {
      for (StoredEvent event : events) {
        writer.write(event);
      }
    }
    return bytes.toByteArray();
  }

  static List<String> readParquet(byte[] file) throws IOException {
    List<String> read = new ArrayList<>();
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(
                new BytesInput(file), new PlainParquetConfiguration())
            .withDataModel(GenericData.get())
            .build()) {
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        read.add(plain(row));
      }
    }
    return read;
  }

  static List<String> plain(List<StoredEvent> events) {
    return events.stream().map(event -> expected(event).toString()).toList();
  }

  private static String plain(GenericRecord row) {
    StoredEvent event = new StoredEvent();
    for (Schema.Field field : row.getSchema().getFields()) {
      event.put(field.pos(), strings(row.get(field.name())));
    }
    return expected(event).toString();
  }

  private static Object strings(Object value) {
    if (value instanceof CharSequence text) {
      return text.toString();
    }
    if (value instanceof Collection<?> list) {
      return list.stream().map(EventFormatTest::strings).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new HashMap<>();
      map.forEach((key, of) -> copy.put(strings(key), strings(of)));
      return copy;
    }
    return value;
  }

  /** By the schema alone: what has no value is left out, everything else is there. */
  private static JsonNode expected(StoredEvent event) {
    ObjectNode node = JACKSON.createObjectNode();
    for (Schema.Field field : StoredEvent.getClassSchema().getFields()) {
      Object value = event.get(field.pos());
      if (value instanceof Map<?, ?> map) {
        value = new TreeMap<>(map);
      }
      if (value != null) {
        node.set(field.name(), JACKSON.valueToTree(value));
      }
    }
    // Through text, so that numbers are of the kind that a parser chooses.
    try {
      return JACKSON.readTree(node.toString());
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
