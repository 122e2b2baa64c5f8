package dev.throng.transforms.parse;

import static dev.throng.transforms.parse.AvroFiles.block;
import static dev.throng.transforms.parse.AvroFiles.file;
import static dev.throng.transforms.parse.AvroFiles.raw;
import static dev.throng.transforms.parse.AvroFiles.schema;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class AvroFactReaderTest {
  private static final String FLAT =
      """
      {"name":"subject_type","type":"string"},{"name":"subject_id","type":"string"}""";

  private static final String REST =
      """
      {"name":"purpose","type":["null","string"]},{"name":"state","type":["null","string"]},
      {"name":"effective_at","type":["null","long"]},{"name":"recorded_at","type":["null","long"]},
      {"name":"policy_version","type":["null","string"]},{"name":"source","type":["null","string"]}""";

  private static final String NESTED =
      """
      {"name":"subject","type":{"type":"record","name":"s","fields":[
        {"name":"type","type":"string"},{"name":"id","type":"string"}]}}""";

  private static final String SMALL =
      schema(FLAT + ",{\"name\":\"state\",\"type\":\"string\"}").toString();

  /** user, u, minor. */
  private static final byte[] ONE = {8, 'u', 's', 'e', 'r', 2, 'u', 10, 'm', 'i', 'n', 'o', 'r'};

  private static final String TOLD = "{state=minor, subject.id=u, subject.type=user}";

  @TempDir Path folder;

  private static List<String> told(byte[] file) throws IOException {
    return FactLines.told(file);
  }

  private static byte[] facts(Schema schema, CodecFactory codec, GenericRecord... records)
      throws IOException {
    return file(schema, codec, List.of(List.of(records)));
  }

  private static GenericRecord fact(Schema schema, Object... values) {
    GenericRecord record = new GenericData.Record(schema);
    for (int i = 0; i < values.length; i++) {
      record.put(i, values[i]);
    }
    return record;
  }

  private static GenericRecord subject(Schema schema, String type, Object id) {
    Schema nested = schema.getField("subject").schema();
    return fact(
        nested.getType() == Schema.Type.UNION ? nested.getTypes().get(1) : nested, type, id);
  }

  /** The same facts as lines of JSON, as nested records and as flat ones, in every wrapping. */
  @Test
  void sameAsJson() throws IOException {
    Random random = new Random(2026);
    Schema nested = schema(NESTED + "," + REST);
    Schema flat = schema(FLAT + "," + REST);
    List<GenericRecord> nestedFacts = new ArrayList<>();
    List<GenericRecord> flatFacts = new ArrayList<>();
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      String id = "é" + Long.toString(random.nextLong(), 36);
      Object[] rest = {
        random.nextBoolean() ? null : "statistical",
        random.nextInt(9) == 0 ? null : "granted",
        random.nextInt(9) == 0 ? null : random.nextLong() >>> (1 + random.nextInt(62)),
        random.nextBoolean() ? null : (Object) (long) random.nextInt(1 << 30),
        random.nextBoolean() ? null : "2020-09-14",
        random.nextBoolean() ? null : "form"
      };
      json.append("{\"subject\":{\"type\":\"cookie\",\"id\":\"").append(id).append("\"}");
      GenericRecord nestedFact = fact(nested, subject(nested, "cookie", id));
      GenericRecord flatFact = fact(flat, "cookie", id);
      for (int field = 0; field < rest.length; field++) {
        String name = flat.getFields().get(2 + field).name();
        nestedFact.put(name, rest[field]);
        flatFact.put(name, rest[field]);
        String quote = rest[field] instanceof String ? "\"" : "";
        json.append(",\"%s\":%s%s%s".formatted(name, quote, rest[field], quote));
      }
      json.append("}\n");
      nestedFacts.add(nestedFact);
      flatFacts.add(flatFact);
    }
    List<String> expected = told(json.toString().getBytes(StandardCharsets.UTF_8));
    assertEquals(3_000, expected.size());
    List<List<GenericRecord>> nestedBlocks =
        List.of(nestedFacts.subList(0, 1_000), nestedFacts.subList(1_000, 3_000));
    for (CodecFactory codec :
        List.of(
            CodecFactory.nullCodec(),
            CodecFactory.deflateCodec(6),
            CodecFactory.zstandardCodec(3))) {
      byte[] avro = file(nested, codec, nestedBlocks);
      assertEquals(expected, told(avro));
      assertEquals(expected, told(CompressionTest.gzip(avro)), "in gzip");
      assertEquals(expected, told(Zstd.compress(avro)), "in zstd");
      assertEquals(expected, told(file(flat, codec, List.of(flatFacts))));
    }
  }

  /** What another writer may make of the same fields. */
  @Test
  void otherTypes() throws IOException {
    Schema schema =
        schema(
            """
            {"name":"extra","type":{"type":"map","values":["null","double",{"type":"fixed","name":"f","size":2}]}},
            {"name":"effective_at","type":{"type":"long","logicalType":"timestamp-micros"}},
            {"name":"recorded_at","type":["null","string","int",{"type":"long","logicalType":"timestamp-nanos"}]},
            {"name":"subject","type":["null",{"type":"record","name":"s","fields":[
               {"name":"note","type":["null","string"]},
               {"name":"id","type":["int","bytes","string","boolean"]},
               {"name":"type","type":{"type":"enum","name":"t","symbols":["device","user"]}}]}]},
            {"name":"state","type":{"type":"enum","name":"e","symbols":["GRANTED","granted"]}},
            {"name":"purpose","type":"bytes"}
            """);
    GenericRecord subject =
        new GenericData.Record(schema.getField("subject").schema().getTypes().get(1));
    subject.put("type", symbol(subject.getSchema().getField("type").schema(), "user"));
    GenericRecord fact = new GenericData.Record(schema);
    fact.put("extra", Map.of("a", 1.5));
    fact.put("effective_at", 1_780_280_581_625_999L);
    fact.put("purpose", ByteBuffer.wrap("*".getBytes(StandardCharsets.US_ASCII)));
    fact.put("state", symbol(schema.getField("state").schema(), "granted"));
    List<GenericRecord> facts = new ArrayList<>();
    for (Object recorded : new Object[] {null, "2026-06-01T02:23:01.625Z", 5, 5_000_001L, "soon"}) {
      GenericRecord one = new GenericData.Record((GenericData.Record) fact, true);
      subject.put("id", -7);
      one.put("subject", new GenericData.Record((GenericData.Record) subject, true));
      one.put("recorded_at", recorded);
      facts.add(one);
    }
    for (Object id :
        new Object[] {
          "u",
          ByteBuffer.wrap(new byte[] {(byte) 0xc3, (byte) 0xa9}),
          ByteBuffer.wrap(new byte[] {(byte) 0xff}),
          true
        }) {
      GenericRecord one = new GenericData.Record((GenericData.Record) fact, true);
      subject.put("id", id);
      one.put("subject", new GenericData.Record((GenericData.Record) subject, true));
      facts.add(one);
    }
    facts.add(fact);
    String fields = "effective_at=1780280581625, purpose=*, ";
    String whose = "state=granted, subject.id=%s, subject.type=user}";
    assertEquals(
        List.of(
            "{" + fields + whose.formatted(-7),
            "{" + fields + "recorded_at=1780280581625, " + whose.formatted(-7),
            "{" + fields + "recorded_at=5, " + whose.formatted(-7),
            "{" + fields + "recorded_at=5, " + whose.formatted(-7),
            "unclear {" + fields + whose.formatted(-7),
            "{" + fields + whose.formatted("u"),
            "{" + fields + whose.formatted("é"),
            "unreadable",
            "unreadable",
            "unreadable"),
        told(facts(schema, CodecFactory.nullCodec(), facts.toArray(GenericRecord[]::new))));
  }

  private static GenericData.EnumSymbol symbol(Schema schema, String symbol) {
    return new GenericData.EnumSymbol(schema, symbol);
  }

  /** What says nothing that a fact can say makes it unclear, and is gone behind. */
  @Test
  void misfits() throws IOException {
    for (String field :
        List.of(
            "{\"name\":\"state\",\"type\":\"long\"}",
            "{\"name\":\"purpose\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"}}",
            "{\"name\":\"effective_at\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"}}",
            "{\"name\":\"effective_at\",\"type\":{\"type\":\"int\",\"logicalType\":\"time-millis\"}}",
            "{\"name\":\"effective_at\",\"type\":{\"type\":\"long\",\"logicalType\":\"local-timestamp-millis\"}}",
            "{\"name\":\"recorded_at\",\"type\":{\"type\":\"long\",\"logicalType\":\"local-timestamp-nanos\"}}",
            "{\"name\":\"effective_at\",\"type\":{\"type\":\"enum\",\"name\":\"e\",\"symbols\":[\"a\",\"b\"]}}",
            "{\"name\":\"policy_version\",\"type\":[\"string\",\"int\"]}",
            "{\"name\":\"policy_version\",\"type\":{\"type\":\"array\",\"items\":\"int\"}}",
            "{\"name\":\"policy_version\",\"type\":{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":4}}",
            "{\"name\":\"effective_at\",\"type\":\"bytes\"}")) {
      String with =
          schema(FLAT + "," + field + ",{\"name\":\"state2\",\"type\":\"string\"}").toString();
      byte[] value =
          field.contains("array")
              ? new byte[] {2, 2, 0}
              : field.contains("[\"string") || field.contains("bytes")
                  ? new byte[] {2, 2}
                  : new byte[] {2};
      ByteArrayOutputStream record = new ByteArrayOutputStream();
      record.writeBytes(Arrays.copyOf(ONE, 7));
      record.writeBytes(value);
      record.writeBytes(new byte[] {2, 'x'});
      assertEquals(
          List.of("unclear {subject.id=u, subject.type=user}"),
          told(raw(with, "null", block(1, record.size(), record.toByteArray()))),
          field);
    }
    for (byte[] time : List.of(AvroFiles.varint(-1), AvroFiles.varint(Long.MIN_VALUE))) {
      ByteArrayOutputStream record = new ByteArrayOutputStream();
      record.writeBytes(Arrays.copyOf(ONE, 7));
      record.writeBytes(time);
      assertEquals(
          List.of("unclear {subject.id=u, subject.type=user}"),
          told(
              raw(
                  schema(FLAT + ",{\"name\":\"effective_at\",\"type\":\"long\"}").toString(),
                  "null",
                  block(1, record.size(), record.toByteArray()))));
    }
  }

  /** Who is meant must be said once. */
  @Test
  void twoSubjects() throws IOException {
    Schema schema =
        schema(
            NESTED
                    .replace(
                        "\"type\":{\"type\":\"record\"", "\"type\":[\"null\",{\"type\":\"record\"")
                    .replace("]}}", "]}]}")
                + ",{\"name\":\"subject_type\",\"type\":[\"null\",\"string\"]}"
                + ",{\"name\":\"subject_id\",\"type\":[\"null\",\"string\"]}");
    assertEquals(
        List.of(
            "{subject.id=a, subject.type=user}",
            "{subject.id=b, subject.type=device}",
            "unreadable",
            "unreadable",
            "unreadable",
            "unreadable"),
        told(
            facts(
                schema,
                CodecFactory.nullCodec(),
                fact(schema, subject(schema, "user", "a")),
                fact(schema, null, "device", "b"),
                fact(schema, subject(schema, "user", "a"), "user", "a"),
                fact(schema, subject(schema, "user", "a"), null, "b"),
                fact(schema, null, "device"),
                fact(schema))));
  }

  /** As with events, what is damaged is told once, and what follows is read. */
  @Test
  void damagedBlocks() throws IOException {
    byte[] good = block(1, 13, ONE);
    int start = raw(SMALL, "null").length;
    for (byte[] bad :
        List.of(
            block(-1, 13, ONE),
            block(1, -13, ONE),
            block(1, 14, ONE),
            block(1, 12, Arrays.copyOf(ONE, 13)),
            block(1, Long.MAX_VALUE, ONE),
            block(1, (64 << 20) + 1, ONE),
            block(1, 1 << 20, ONE),
            block(0, 13, ONE),
            block(Long.MAX_VALUE, 0, new byte[0]),
            block(1, 3, new byte[] {127, 'a', 2}),
            block(1, 3, new byte[] {1, 'a', 2}),
            block(1, 7, new byte[] {8, 'u', 's', 'e', 'r', 1, 'u'}),
            block(1, 11, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}))) {
      assertEquals(
          List.of(
              start + ": " + TOLD,
              start + good.length + ": unreadable",
              start + good.length + bad.length + ": " + TOLD),
          FactLines.read(raw(SMALL, "null", good, bad, good)));
    }
    byte[] badMarker = good.clone();
    badMarker[badMarker.length - 1] ^= 1;
    assertEquals(
        List.of(TOLD, "unreadable", TOLD), told(raw(SMALL, "null", good, badMarker, good, good)));
    assertEquals(
        List.of(TOLD, "unreadable", TOLD),
        told(raw(SMALL, "null", block(1, 14, Arrays.copyOf(ONE, 14)), good)),
        "the rest of a block");
    assertEquals(
        List.of(TOLD, "unreadable"),
        told(Arrays.copyOf(raw(SMALL, "null", good, good), start + good.length + 5)),
        "cut");
    assertEquals(
        List.of("unreadable", TOLD),
        told(
            raw(
                SMALL,
                "null",
                block(
                    2,
                    26,
                    two(new byte[] {8, 'u', -1, 'e', 'r', 2, 'u', 10, 'm', 'i', 'n', 'o', 'r'})))),
        "no UTF-8 is no subject");
    assertEquals(List.of(), told(raw(SMALL, "null")));
  }

  private static byte[] two(byte[] first) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(first);
    both.writeBytes(ONE);
    return both.toByteArray();
  }

  /** A record that breaks off behind its subject refuses, and what is behind it is not known. */
  @Test
  void aRecordThatBreaksOff() throws IOException {
    for (byte[] end : List.of(new byte[] {}, new byte[] {20, 'm'}, new byte[] {1})) {
      ByteArrayOutputStream records = new ByteArrayOutputStream();
      records.writeBytes(ONE);
      records.writeBytes(Arrays.copyOf(ONE, 7));
      records.writeBytes(end);
      assertEquals(
          List.of(TOLD, "unclear {subject.id=u, subject.type=user}", "unreadable", TOLD),
          told(
              raw(
                  SMALL,
                  "null",
                  block(5, records.size(), records.toByteArray()),
                  block(1, 13, ONE))));
    }
    String symbols =
        schema(
                FLAT
                    + ",{\"name\":\"state\",\"type\":{\"type\":\"enum\",\"name\":\"e\",\"symbols\":[\"minor\"]}}")
            .toString();
    for (byte symbol : new byte[] {1, 2}) {
      byte[] record = Arrays.copyOf(ONE, 8);
      record[7] = symbol;
      assertEquals(
          List.of("unclear {subject.id=u, subject.type=user}", "unreadable"),
          told(raw(symbols, "null", block(1, 8, record))));
    }
  }

  @Test
  void filesThatAreNoLedger() {
    for (String schema :
        List.of(
            schema("{\"name\":\"x\",\"type\":\"null\"}").toString(),
            schema("{\"name\":\"user_id\",\"type\":\"string\"}").toString(),
            schema("{\"name\":\"subject_id\",\"type\":\"string\"}").toString(),
            schema(FLAT + ",{\"name\":\"next\",\"type\":[\"null\",\"w\"]}").toString(),
            schema("{\"name\":\"subject\",\"type\":[\"null\",\"w\"]}").toString(),
            "\"string\"",
            "{",
            "[".repeat(100_000),
            SMALL + " ".repeat(2 << 20))) {
      assertThrows(UnreadableInput.class, () -> told(raw(schema, "null")), schema);
    }
    assertThrows(UnreadableInput.class, () -> told(raw(SMALL, "snappy")));
    byte[] whole = raw(SMALL, "null");
    for (int cut = 4; cut < whole.length; cut++) {
      byte[] bytes = Arrays.copyOf(whole, cut);
      assertThrows(UnreadableInput.class, () -> told(bytes));
    }
  }

  /** The names of classes in a schema are not looked at. */
  @Test
  void schemaWithClasses() throws IOException {
    String evil = "\"java-class\":\"" + AvroReaderTest.LoadedByName.class.getName() + "\"";
    String schema =
        schema(FLAT.replace("\"type\":\"string\"", "\"type\":{\"type\":\"string\"," + evil + "}"))
            .toString();
    assertEquals(
        List.of("{subject.id=u, subject.type=user}"),
        told(raw(schema, "null", block(1, 7, Arrays.copyOf(ONE, 7)))));
    assertEquals(null, System.getProperty(AvroReaderTest.LoadedByName.MARK));
  }

  /** Items that take no bytes may be claimed in any number; with a bug, this never ends. */
  @Test
  @Timeout(value = 100, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void anyNumberOfNothing() throws IOException {
    String schema =
        schema(FLAT + ",{\"name\":\"state\",\"type\":{\"type\":\"array\",\"items\":\"null\"}}")
            .toString();
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.writeBytes(Arrays.copyOf(ONE, 7));
    record.writeBytes(AvroFiles.varint(Long.MAX_VALUE));
    record.write(0);
    assertEquals(
        List.of("unclear {subject.id=u, subject.type=user}"),
        told(raw(schema, "null", block(1, record.size(), record.toByteArray()))));
    String nothing =
        schema("{\"name\":\"subject\",\"type\":{\"type\":\"record\",\"name\":\"s\",\"fields\":[]}}")
            .toString();
    assertThrows(
        UnreadableInput.class,
        () -> told(raw(nothing, "null", block(Long.MAX_VALUE, 0, new byte[0]))));
  }

  @Test
  void bombs() throws IOException {
    byte[] zeroes = new byte[65 << 20];
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(deflated, new Deflater(9, true))) {
      out.write(zeroes);
    }
    byte[] zstd = Zstd.compress(zeroes);
    assertEquals(
        List.of("unreadable"),
        told(raw(SMALL, "deflate", block(1, deflated.size(), deflated.toByteArray()))));
    assertEquals(List.of("unreadable"), told(raw(SMALL, "zstandard", block(1, zstd.length, zstd))));
    byte[] text = new byte[(64 << 10) + 1];
    Arrays.fill(text, (byte) 'x');
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.writeBytes(Arrays.copyOf(ONE, 7));
    record.writeBytes(AvroFiles.varint(text.length));
    record.writeBytes(text);
    assertEquals(
        List.of("unclear {subject.id=u, subject.type=user}"),
        told(raw(SMALL, "null", block(1, record.size(), record.toByteArray()))));
  }

  /** Sound, damaged and malicious files: the same however they are split. */
  @Test
  void everySplit() throws IOException {
    byte[] good = block(1, 13, ONE);
    byte[] badMarker = good.clone();
    badMarker[good.length - 1] ^= 1;
    byte[] hidden = new byte[3 + good.length + 2];
    System.arraycopy(AvroFiles.MARKER, 0, hidden, 2, 16);
    System.arraycopy(good, 0, hidden, 18, 8);
    byte[] broken = block(3, 20, Arrays.copyOf(two(ONE), 20));
    for (byte[] file :
        List.of(
            raw(SMALL, "null", good, good, broken, good),
            raw(SMALL, "null", good, badMarker, good, good),
            raw(SMALL, "null", good, block(1, hidden.length, hidden), good),
            raw(SMALL, "null", good, AvroFiles.MARKER, AvroFiles.MARKER, good, new byte[] {1, 2}),
            raw(SMALL, "null", block(-1, 15, ONE), good))) {
      List<String> expected = FactLines.read(file);
      Path path = Files.write(folder.resolve("file"), file);
      for (int cut = 0; cut <= file.length + 1; cut++) {
        List<String> seekable = new ArrayList<>();
        List<String> streamed = new ArrayList<>();
        long[] from = {0, cut};
        long[] to = {cut, Long.MAX_VALUE};
        for (int i = 0; i < 2; i++) {
          seekable.addAll(FactLines.read(FactReader.open(FileChannel.open(path), from[i], to[i])));
          streamed.addAll(FactLines.read(FactReader.open(Outcomes.channel(file), from[i], to[i])));
        }
        assertEquals(expected, seekable, "cut at " + cut);
        assertEquals(expected, streamed, "cut at " + cut);
      }
    }
  }

  /** What comes before the damage is told, and then that there is more; or all is refused. */
  @Test
  void cutCompressedFiles() throws IOException {
    byte[] good = block(1, 13, ONE);
    byte[] file = raw(SMALL, "null", good, good, good, good);
    for (byte[] compressed : List.of(CompressionTest.gzip(file), Zstd.compress(file))) {
      int refused = 0;
      for (int cut = 5; cut < compressed.length; cut++) {
        byte[] bytes = Arrays.copyOf(compressed, cut);
        try {
          List<String> told = told(bytes);
          assertEquals("unreadable", told.get(told.size() - 1), "cut at " + cut);
        } catch (UnreadableInput e) {
          refused++;
        }
      }
      assertTrue(refused < compressed.length - 5, "some facts are told");
    }
  }
}
