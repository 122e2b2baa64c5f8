package dev.throng.transforms.parse;

import static dev.throng.transforms.parse.AvroFiles.block;
import static dev.throng.transforms.parse.AvroFiles.event;
import static dev.throng.transforms.parse.AvroFiles.file;
import static dev.throng.transforms.parse.AvroFiles.raw;
import static dev.throng.transforms.parse.AvroFiles.schema;
import static dev.throng.transforms.parse.AvroFiles.small;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.schemas.IdentifiedEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class AvroReaderTest {

  private static final ParseSettings SETTINGS =
      ParseSettings.standard().withProperties(Set.of("plan"));
  private static final String SMALL = small().toString();

  /** type "a", time 1. */
  private static final byte[] ONE = {2, 'a', 2};

  @TempDir Path folder;

  private static List<String> read(byte[] file) throws IOException {
    return Outcomes.read(Format.THRONG_AVRO, file, SETTINGS);
  }

  private static List<List<GenericRecord>> blocks(int count, int size) {
    List<List<GenericRecord>> blocks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long first = (long) i * size;
      blocks.add(
          LongStream.range(first, first + size).mapToObj(n -> event(small(), "e" + n, n)).toList());
    }
    return blocks;
  }

  @Test
  void everyCodecGivesTheSameEvents() throws IOException {
    for (CodecFactory codec :
        List.of(
            CodecFactory.nullCodec(),
            CodecFactory.deflateCodec(9),
            CodecFactory.zstandardCodec(3),
            CodecFactory.zstandardCodec(3, true))) {
      List<String> read = read(file(small(), codec, blocks(3, 1_000)));
      assertEquals(3_000, read.size());
      for (int i = 0; i < read.size(); i++) {
        assertTrue(
            read.get(i).endsWith(": {event_time=" + i + ", event_type=e" + i + "}"), read.get(i));
      }
    }
    assertThrows(UnreadableInput.class, () -> read(raw(SMALL, "snappy")));
  }

  /** 74: another writer's schema. */
  @Test
  void anotherWritersSchema() throws IOException {
    Schema schema =
        schema(
            """
            {"name":"extra","type":{"type":"array","items":{"type":"map","values":
               ["null","double","float",{"type":"fixed","name":"f","size":3},{"type":"enum","name":"n","symbols":["A","B"]}]}}},
            {"name":"event_time","type":{"type":"long","logicalType":"timestamp-micros"}},
            {"name":"user_id","type":["string","long","null"]},
            {"name":"device_id","type":"bytes"},
            {"name":"event_type","type":["string","null"]},
            {"name":"location_latitude","type":"float"},
            {"name":"location_longitude","type":["null","int"]},
            {"name":"commerce_quantity","type":"int"},
            {"name":"consent_marketing","type":"boolean"},
            {"name":"properties","type":{"type":"map","values":["null","string"]}},
            {"name":"nested","type":{"type":"record","name":"r","fields":[{"name":"user_id","type":"string"}]}}
            """);
    GenericRecord event = new GenericData.Record(schema);
    GenericData.Fixed fixed =
        new GenericData.Fixed(
            schema.getField("extra").schema().getElementType().getValueType().getTypes().get(3),
            new byte[] {1, 2, 3});
    Map<String, Object> extra = new java.util.HashMap<>();
    extra.put("a", 1.5);
    extra.put("b", null);
    extra.put("c", fixed);
    event.put("extra", List.of(extra, Map.of()));
    event.put("event_time", 1_780_280_581_625_999L);
    event.put("user_id", "u");
    event.put("device_id", ByteBuffer.wrap(new byte[] {'d', (byte) 0xc3, (byte) 0xa9}));
    event.put("event_type", "order");
    event.put("location_latitude", 0.5f);
    event.put("location_longitude", 7);
    event.put("commerce_quantity", 3);
    event.put("consent_marketing", false);
    event.put("properties", Map.of("plan", "gold", "other", "x"));
    GenericRecord nested = new GenericData.Record(schema.getField("nested").schema());
    nested.put("user_id", "never");
    event.put("nested", nested);
    GenericRecord misfit = new GenericData.Record((GenericData.Record) event, true);
    misfit.put("user_id", 5L);
    GenericRecord untyped = new GenericData.Record((GenericData.Record) event, true);
    untyped.put("event_type", null);
    GenericRecord early = new GenericData.Record((GenericData.Record) event, true);
    early.put("event_time", -1L);
    String kept =
        "{commerce.quantity=3, consent.marketing=false, device.id=dé, event_time=1780280581625,"
            + " event_type=order, location.latitude=0.5, location.longitude=7.0,"
            + " properties={plan=gold}, user.id=u}";
    List<String> read =
        read(
            file(
                schema,
                CodecFactory.nullCodec(),
                List.of(List.of(event, misfit, untyped, early, event))));
    assertEquals(
        List.of(kept, "malformed user.id", "missing_field event_type", "bad_time event_time", kept),
        Outcomes.withoutOffsets(read));
  }

  /** Random events of all fields, against Avro's own reader. */
  @Test
  void sameAsAvroItself() throws IOException {
    long seed = 1213;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<IdentifiedEvent> events = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      IdentifiedEvent event = new IdentifiedEvent();
      for (EventField field : EventField.all()) {
        boolean needed = field.path().startsWith("event_t");
        if (needed || random.nextBoolean()) {
          event.put(field.index(), value(field, random));
        }
      }
      events.add(event);
    }
    byte[] file =
        file(IdentifiedEvent.getClassSchema(), CodecFactory.deflateCodec(1), List.of(events));
    Outcomes expected = new Outcomes();
    try (DataFileStream<GenericRecord> reader =
        new DataFileStream<>(new ByteArrayInputStream(file), new GenericDatumReader<>())) {
      for (GenericRecord generic : reader) {
        IdentifiedEvent event = new IdentifiedEvent();
        for (EventField field : EventField.all()) {
          event.put(field.index(), generic.get(field.index()));
        }
        expected.keep(event);
      }
    }
    List<String> read =
        Outcomes.read(
            Format.THRONG_AVRO, file, ParseSettings.standard().withProperties(Set.of("a", "b")));
    assertEquals(expected.all, Outcomes.withoutOffsets(read));
  }

  static Object value(EventField field, Random random) {
    return switch (field.type()) {
      case STRING -> "é".repeat(random.nextInt(2)) + Long.toString(random.nextLong(), 36);
      case LONG -> random.nextLong() >>> (1 + random.nextInt(62));
      case DOUBLE -> random.nextGaussian();
      case BOOLEAN -> random.nextBoolean();
      default -> Map.of("a", "x" + random.nextInt(), "b", "");
    };
  }

  @Test
  void schemasThatDoNotResolve() {
    for (String fields :
        List.of(
            "{\"name\":\"event_time\",\"type\":\"string\"}",
            "{\"name\":\"consent_marketing\",\"type\":\"string\"}",
            "{\"name\":\"user_minor\",\"type\":\"int\"}",
            "{\"name\":\"event_time\",\"type\":{\"type\":\"long\",\"logicalType\":\"local-timestamp-millis\"}}",
            "{\"name\":\"x\",\"type\":\"null\"}",
            "")) {
      assertThrows(
          UnreadableInput.class, () -> read(raw(schema(fields).toString(), "null")), fields);
    }
    assertThrows(UnreadableInput.class, () -> read(raw("\"string\"", "null")));
    assertThrows(UnreadableInput.class, () -> read(raw("{", "null")));
    assertThrows(UnreadableInput.class, () -> read(raw("[".repeat(100_000), "null")));
    assertThrows(UnreadableInput.class, () -> read(raw(SMALL + " ".repeat(2 << 20), "null")));
    String deep = "{\"type\":\"array\",\"items\":".repeat(400) + "\"int\"" + "}".repeat(400);
    String nested = "{\"name\":\"x\",\"type\":" + deep + "}";
    assertThrows(UnreadableInput.class, () -> read(raw(schema(nested).toString(), "null")));
  }

  /** 79: a recursive schema; and one that is not, but doubles at each of its levels. */
  @Test
  void recursiveSchemas() throws IOException {
    UnreadableInput thrown =
        assertThrows(
            UnreadableInput.class,
            () ->
                read(
                    raw(
                        schema("{\"name\":\"next\",\"type\":[\"null\",\"w\"]}").toString(),
                        "null")));
    assertEquals("the Avro schema is recursive", thrown.getMessage());
    StringBuilder fields = new StringBuilder("{\"name\":\"event_type\",\"type\":\"string\"}");
    for (int i = 0; i < 50; i++) {
      String type = i == 0 ? "\"null\"" : "\"r" + (i - 1) + "\"";
      fields.append(
          ",{\"name\":\"f%d\",\"type\":{\"type\":\"record\",\"name\":\"r%d\",\"fields\":[{\"name\":\"a\",\"type\":%s},{\"name\":\"b\",\"type\":%s}]}}"
              .formatted(i, i, type, type));
    }
    List<String> read =
        read(raw(schema(fields.toString()).toString(), "null", block(1, 2, new byte[] {2, 'a'})));
    assertEquals(1, read.size());
    assertTrue(read.get(0).endsWith("missing_field event_time"));
  }

  /** 78: the names of classes in a schema are not looked at. */
  @Test
  void schemaWithClasses() throws IOException {
    String evil = LoadedByName.class.getName();
    Schema schema =
        schema(
            ("{\"name\":\"event_type\",\"type\":{\"type\":\"string\",\"java-class\":\"%s\"}},"
                    + "{\"name\":\"event_time\",\"type\":\"long\"},"
                    + "{\"name\":\"properties\",\"type\":{\"type\":\"map\",\"java-key-class\":\"%s\","
                    + "\"values\":{\"type\":\"string\",\"java-class\":\"%s\"}}},"
                    + "{\"name\":\"x\",\"type\":{\"type\":\"array\",\"java-element-class\":\"%s\","
                    + "\"items\":{\"type\":\"string\",\"java-class\":\"%s\"}}}")
                .replace("%s", evil));
    List<String> read =
        read(
            raw(
                schema.toString(),
                "null",
                block(
                    1,
                    16,
                    new byte[] {2, 'a', 2, 2, 8, 'p', 'l', 'a', 'n', 2, 'g', 0, 2, 2, 'x', 0})));
    assertTrue(
        read.get(0).endsWith("{event_time=1, event_type=a, properties={plan=g}}"), read.get(0));
    assertEquals(
        0,
        System.getProperties().stringPropertyNames().stream()
            .filter(name -> name.equals(LoadedByName.MARK))
            .count());
  }

  /** Leaves a mark when it is loaded by its name. */
  static final class LoadedByName {
    static final String MARK = "throng.test.loaded";

    static {
      System.setProperty(MARK, "yes");
    }

    private LoadedByName() {}
  }

  /** 75, 76, 80 and more: what is damaged is one rejection, and what follows is read. */
  @Test
  void damagedBlocks() throws IOException {
    byte[] good = block(1, 3, ONE);
    byte[] badMarker = good.clone();
    badMarker[badMarker.length - 1] ^= 1;
    int start = raw(SMALL, "null").length;
    String kept = ": {event_time=1, event_type=a}";
    for (byte[] bad :
        List.of(
            block(-1, 3, ONE),
            block(1, -3, ONE),
            block(1, 4, ONE),
            block(1, 2, ONE),
            block(1, Long.MAX_VALUE, ONE),
            block(1, (64 << 20) + 1, ONE),
            block(1, 1 << 20, ONE),
            block(0, 3, ONE),
            block(Long.MAX_VALUE, 0, new byte[0]),
            block(1, 3, new byte[] {127, 'a', 2}),
            block(1, 3, new byte[] {1, 'a', 2}),
            block(1, 11, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}))) {
      assertEquals(
          List.of(
              start + kept,
              start + good.length + ": unreadable_block",
              start + good.length + bad.length + kept),
          read(raw(SMALL, "null", good, bad, good)));
    }
    assertEquals(
        List.of(start + kept, start + 21 + ": unreadable_block", start + 63 + kept),
        read(raw(SMALL, "null", good, badMarker, good, good)),
        "with a damaged marker the block behind it is lost too");
    assertEquals(
        List.of(start + kept, start + ": unreadable_block", start + 25 + kept),
        read(raw(SMALL, "null", block(2, 7, new byte[] {2, 'a', 2, 9, 9, 9, 9}), good)),
        "the rest of a block counts once");
    assertEquals(
        List.of(start + kept, start + 21 + ": unreadable_block"),
        read(Arrays.copyOf(raw(SMALL, "null", good, good), start + 30)),
        "cut");
    assertEquals(List.of(), read(raw(SMALL, "null")));
    assertEquals(
        List.of(start + ": invalid_utf8 event_type", start + kept),
        read(raw(SMALL, "null", block(2, 6, new byte[] {2, -1, 2, 2, 'a', 2}))));
  }

  @Test
  void inputsThatAreNoAvro() {
    for (byte[] bytes :
        List.of(
            new byte[0],
            new byte[] {'O', 'b'},
            "{\"event_type\":1}\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII))) {
      assertThrows(UnreadableInput.class, () -> read(bytes));
    }
    byte[] whole = raw(SMALL, "null");
    for (int cut = 0; cut < whole.length; cut++) {
      byte[] bytes = Arrays.copyOf(whole, cut);
      assertThrows(UnreadableInput.class, () -> read(bytes));
    }
  }

  /** 76: items that take no bytes may be claimed in any number; with a bug, this never ends. */
  @Test
  @Timeout(value = 100, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void anyNumberOfNothing() throws IOException {
    String schema =
        schema(
                "{\"name\":\"event_type\",\"type\":\"string\"},"
                    + "{\"name\":\"x\",\"type\":{\"type\":\"array\",\"items\":\"null\"}},"
                    + "{\"name\":\"event_time\",\"type\":\"long\"}")
            .toString();
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.writeBytes(new byte[] {2, 'a'});
    record.writeBytes(AvroFiles.varint(Long.MAX_VALUE));
    record.writeBytes(new byte[] {0, 2});
    List<String> read = read(raw(schema, "null", block(1, record.size(), record.toByteArray())));
    assertEquals(1, read.size());
    assertTrue(read.get(0).endsWith("{event_time=1, event_type=a}"));
  }

  /** 77: 65 MB out of 64 KB. */
  @Test
  void bombs() throws IOException {
    byte[] zeroes = new byte[65 << 20];
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(deflated, new Deflater(9, true))) {
      out.write(zeroes);
    }
    byte[] zstd = com.github.luben.zstd.Zstd.compress(zeroes);
    int start = raw(SMALL, "deflate").length;
    assertEquals(
        List.of(start + ": unreadable_block"),
        read(raw(SMALL, "deflate", block(1, deflated.size(), deflated.toByteArray()))));
    assertEquals(
        List.of(start + 2 + ": unreadable_block"),
        read(raw(SMALL, "zstandard", block(1, zstd.length, zstd))));
  }

  @Test
  void limits() throws IOException {
    Schema schema =
        schema(
            "{\"name\":\"event_type\",\"type\":\"string\"},{\"name\":\"event_time\",\"type\":\"long\"},"
                + "{\"name\":\"client_hints\",\"type\":{\"type\":\"map\",\"values\":\"string\"}}");
    Map<String, String> many = new java.util.HashMap<>();
    for (int i = 0; i <= 1_000; i++) {
      many.put("k" + i, "");
    }
    GenericRecord keys = event(schema, "a", 1);
    keys.put("client_hints", many);
    GenericRecord text = event(schema, "a", 1);
    text.put("client_hints", Map.of("k", "x".repeat((1 << 17) + 1)));
    GenericRecord large = event(schema, "a", 1);
    large.put("client_hints", Map.of("k", "x".repeat(1 << 20)));
    GenericRecord good = event(schema, "a", 1);
    good.put("client_hints", Map.of("k", "v"));
    List<String> read =
        read(file(schema, CodecFactory.nullCodec(), List.of(List.of(keys, text, large, good))));
    assertEquals(
        List.of(
            "limit client_hints",
            "limit client_hints",
            "too_large",
            "{client_hints={k=v}, event_time=1, event_type=a}"),
        Outcomes.withoutOffsets(read));
  }

  /** Sound, damaged and malicious files: the same however they are split. */
  @Test
  void everySplit() throws IOException {
    byte[] good = block(1, 3, ONE);
    byte[] badMarker = good.clone();
    badMarker[20] ^= 1;
    byte[] hidden = new byte[3 + good.length + 2];
    System.arraycopy(AvroFiles.MARKER, 0, hidden, 2, 16);
    System.arraycopy(good, 0, hidden, 18, 8);
    for (byte[] file :
        List.of(
            file(small(), CodecFactory.deflateCodec(1), blocks(4, 3)),
            raw(SMALL, "null", good, badMarker, good, good),
            raw(SMALL, "null", good, block(1, hidden.length, hidden), good),
            raw(SMALL, "null", good, AvroFiles.MARKER, AvroFiles.MARKER, good, new byte[] {1, 2}),
            raw(SMALL, "null", block(-1, 5, ONE), good))) {
      List<String> expected = read(file);
      Path path = Files.write(folder.resolve("file"), file);
      for (int cut = 0; cut <= file.length + 1; cut++) {
        List<String> seekable = new ArrayList<>();
        List<String> streamed = new ArrayList<>();
        long[] from = {0, cut};
        long[] to = {cut, Long.MAX_VALUE};
        for (int i = 0; i < 2; i++) {
          seekable.addAll(
              Outcomes.read(
                  Format.THRONG_AVRO.open(FileChannel.open(path), from[i], to[i], SETTINGS)));
          streamed.addAll(
              Outcomes.read(
                  Format.THRONG_AVRO.open(Outcomes.channel(file), from[i], to[i], SETTINGS)));
        }
        assertEquals(expected, seekable, "cut at " + cut);
        assertEquals(expected, streamed, "cut at " + cut);
      }
    }
  }

  /** Blocks larger than the buffer, found again from the middle of a large file. */
  @Test
  void splitsOfALargeFile() throws IOException {
    List<List<GenericRecord>> blocks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int size = i % 2 == 0 ? 40_000 : 3;
      List<GenericRecord> block = new ArrayList<>();
      for (int j = 0; j < size; j++) {
        block.add(event(small(), "some type of event " + j, i));
      }
      blocks.add(block);
    }
    byte[] file = file(small(), CodecFactory.nullCodec(), blocks);
    List<String> expected = read(file);
    assertEquals(160_012, expected.size());
    Path path = Files.write(folder.resolve("large"), file);
    List<String> read = new ArrayList<>();
    for (long at = 0; at < file.length; at += 333_333) {
      read.addAll(
          Outcomes.read(
              Format.THRONG_AVRO.open(FileChannel.open(path), at, at + 333_333, SETTINGS)));
    }
    assertEquals(expected, read);
    assertEquals(expected, read(CompressionTest.gzip(file)), "in gzip");
    byte[] cut = CompressionTest.gzip(file);
    List<String> some = read(Arrays.copyOf(cut, cut.length / 2));
    assertEquals(expected.subList(0, some.size() - 1), some.subList(0, some.size() - 1));
    assertTrue(some.get(some.size() - 1).endsWith("unreadable_block"));
  }

  @Test
  void singleObjects() throws IOException {
    EventDecoder decoder = Format.THRONG_AVRO.decoder(SETTINGS);
    IdentifiedEvent event = new IdentifiedEvent();
    event.setEventType("a");
    event.setEventTime(1L);
    event.setUserId("u");
    ByteBuffer buffer = IdentifiedEvent.getEncoder().encode(event);
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    assertEquals("{event_time=1, event_type=a, user.id=u}", Outcomes.of(decoder, bytes));
    assertEquals("empty", Outcomes.of(decoder, new byte[0]));
    for (int cut = 1; cut < bytes.length; cut++) {
      assertEquals("malformed", Outcomes.of(decoder, Arrays.copyOf(bytes, cut)));
    }
    assertEquals("trailing_content", Outcomes.of(decoder, Arrays.copyOf(bytes, bytes.length + 1)));
    bytes[3] ^= 1;
    assertEquals("malformed", Outcomes.of(decoder, bytes));
  }
}
