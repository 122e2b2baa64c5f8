package dev.throng.schemas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;
import org.apache.avro.util.RandomData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaHistoryTest {
  private static final Path NOUNS = Path.of("src/main/avro");
  private static final Path HISTORY = Path.of("history");
  private static final int ROWS = 200;
  private static final ClassSecurityPredicate USUAL = ClassSecurityValidator.getGlobal();

  /** Avro makes objects of the classes that it is told to trust, and of no others. */
  @BeforeAll
  static void trustTheNouns() {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            USUAL, type -> type.getPackageName().equals("dev.throng.schemas")));
  }

  @AfterAll
  static void trustAsUsual() {
    ClassSecurityValidator.setGlobal(USUAL);
  }

  @Test
  void everyNounIsRecordedAndReadsItsPast() throws IOException {
    SchemaHistory history = SchemaHistory.read(HISTORY);
    for (Schema noun : SchemaFiles.nouns(NOUNS).values()) {
      assertEquals(
          List.of(), history.faults(noun), "run ./mvnw -q -pl schemas compile exec:java@history");
    }
  }

  @Test
  void theHistoryHasNoGaps() throws IOException {
    SchemaHistory history = SchemaHistory.read(HISTORY);
    for (String noun : SchemaFiles.nouns(NOUNS).keySet()) {
      int expected = 1;
      for (int version : history.of(noun).keySet()) {
        assertEquals(expected++, version, noun);
      }
    }
  }

  @Test
  void dataOfEveryOlderVersionIsReallyRead() throws IOException {
    SchemaHistory history = SchemaHistory.read(HISTORY);
    long seed = System.nanoTime();
    for (Schema noun : SchemaFiles.nouns(NOUNS).values()) {
      for (Map.Entry<Integer, Schema> old : history.of(noun.getName()).entrySet()) {
        String where = noun.getName() + ".v" + old.getKey() + ", seed " + seed;
        for (Object row : new RandomData(old.getValue(), ROWS, seed)) {
          readBack(noun, old.getValue(), (GenericRecord) row, where);
        }
      }
    }
  }

  private static void readBack(Schema noun, Schema old, GenericRecord row, String where)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(old).write(row, encoder);
    encoder.flush();

    GenericRecord generic =
        new GenericDatumReader<GenericRecord>(old, noun).read(null, decoder(bytes));
    SpecificRecord specific =
        new SpecificDatumReader<SpecificRecord>(old, noun).read(null, decoder(bytes));
    same(row, generic, where);
    same(row, specific, where);
  }

  /** What was written is there; fields that came later may be there too, and dropped ones gone. */
  private static void same(IndexedRecord written, IndexedRecord read, String where) {
    for (Schema.Field old : written.getSchema().getFields()) {
      Schema.Field now = read.getSchema().getField(old.name());
      if (now == null) {
        continue;
      }
      Object expected = written.get(old.pos());
      Object actual = read.get(now.pos());
      if (expected instanceof IndexedRecord inner) {
        same(inner, (IndexedRecord) actual, where);
      } else {
        assertEquals(plain(expected), plain(actual), where);
      }
    }
  }

  /** The value without Avro's classes: what was written and what was read differ in them. */
  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof CharSequence text) {
      return text.toString();
    }
    if (value instanceof Collection<?> list) {
      return list.stream().map(SchemaHistoryTest::plain).map(Optional::ofNullable).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> plain = new HashMap<>();
      map.forEach((key, inner) -> plain.put(key.toString(), plain(inner)));
      return plain;
    }
    return value;
  }

  private static BinaryDecoder decoder(ByteArrayOutputStream bytes) {
    return DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null);
  }

  @Test
  void aChangeWithoutANewVersionIsAFault() throws IOException {
    SchemaHistory history = SchemaHistory.read(HISTORY);
    assertEquals(
        List.of(
            "Split differs from its last version in the history.",
            "Split cannot read its version 1: TYPE_MISMATCH at /fields/1/type.",
            "Split cannot read its version 1: READER_FIELD_MISSING_DEFAULT_VALUE at /fields/3."),
        history.faults(BrokenSchema.read("changed")));
    assertEquals(
        List.of("Split differs from its last version in the history."),
        history.faults(BrokenSchema.read("reclassified")));
  }

  @Test
  void aChangeIsRecordedAsTheNextVersion(@TempDir Path folder) throws IOException {
    Path nouns = Files.createDirectory(folder.resolve("nouns"));
    Path versions = folder.resolve("history");
    String[] arguments = {nouns.toString(), versions.toString()};
    Files.copy(NOUNS.resolve("Split.avsc"), nouns.resolve("Split.avsc"));
    SchemaHistory.main(arguments);
    SchemaHistory.main(arguments);
    assertEquals(List.of(versions.resolve("Split.v1.avsc")), SchemaFiles.list(versions));

    Files.delete(nouns.resolve("Split.avsc"));
    Files.copy(BrokenSchema.file("reclassified"), nouns.resolve("Split.avsc"));
    SchemaHistory.main(arguments);
    assertEquals(
        List.of(versions.resolve("Split.v1.avsc"), versions.resolve("Split.v2.avsc")),
        SchemaFiles.list(versions));
    assertEquals(List.of(), SchemaHistory.read(versions).faults(BrokenSchema.read("reclassified")));
  }

  @Test
  void aFileThatIsNoVersionIsRefused(@TempDir Path folder) throws IOException {
    Files.copy(NOUNS.resolve("Split.avsc"), folder.resolve("Split.avsc"));
    assertThrows(IllegalStateException.class, () -> SchemaHistory.read(folder));
  }
}
