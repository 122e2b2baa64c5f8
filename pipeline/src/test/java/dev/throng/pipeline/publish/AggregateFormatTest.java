package dev.throng.pipeline.publish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.pipeline.publish.Column.Kind;
import dev.throng.schemas.ReleasedAggregate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AggregateFormatTest {
  private static final long START = Instant.parse("2026-06-01T02:15:00Z").toEpochMilli();
  private static final long END = Instant.parse("2026-06-01T02:30:00Z").toEpochMilli();
  private static final String WINDOW = "2026-06-01T02:15:00Z,2026-06-01T02:30:00Z,";
  private static final List<Column> MEASURES =
      List.of(
          new Column("events", Kind.COUNT),
          new Column("sum_price", Kind.SUM),
          new Column("bounce_rate", Kind.RATIO));

  @Test
  void csvExactly() throws IOException {
    Table table =
        table(
            row("DE", "summer,\"sale\"", "7", null, null),
            row("DE", "(other)", "5", "12.5", "0.3333333333"),
            row("FR", "=1+1", "9223372036854775807", "-0.00005", "1"),
            row("(unknown)", "two\nlines", "0", "1E+3", "0.0000015"));
    assertEquals(
        "window_start,window_end,country,campaign,events,sum_price,bounce_rate\n"
            + WINDOW
            + "(unknown),\"two\nlines\",0,1000.0000,0.000002\n"
            + WINDOW
            + "DE,(other),5,12.5000,0.333333\n"
            + WINDOW
            + "DE,\"summer,\"\"sale\"\"\",7,,\n"
            + WINDOW
            + "FR,'=1+1,9223372036854775807,0.0000,1.000000\n",
        text(AggregateFormat.CSV, table));
  }

  @Test
  void csvLetsNoSpreadsheetRunADimension() throws IOException {
    for (String start : List.of("=", "+", "-", "@", "\t", "\n", "\r", "＝", "＋", "－", "＠", "'")) {
      List<List<String>> rows =
          CsvReader.read(text(AggregateFormat.CSV, table(row("DE", start + "x", "1", "1", "1"))));
      assertEquals("'" + start + "x", rows.get(1).get(3));
    }
    for (String harmless : List.of("(all)", "1-1", " =1", "a=b", "#", "|")) {
      List<List<String>> rows =
          CsvReader.read(text(AggregateFormat.CSV, table(row("DE", harmless, "1", "1", "1"))));
      assertEquals(harmless, rows.get(1).get(3));
    }
  }

  @Test
  void csvGivesBackWhatWasWritten() throws IOException {
    long seed = System.nanoTime();
    Table table = randomTable(seed);
    List<List<String>> read = CsvReader.read(text(AggregateFormat.CSV, table));
    assertEquals(
        List.of(
            "window_start",
            "window_end",
            "country",
            "campaign",
            "events",
            "sum_price",
            "bounce_rate"),
        read.get(0));
    List<List<String>> rows = new ArrayList<>();
    for (List<String> row : read.subList(1, read.size())) {
      List<String> plain = new ArrayList<>(row);
      for (int i = 2; i < 4; i++) {
        String cell = row.get(i);
        assertTrue("=+-@\t\r\n".indexOf(cell.charAt(0)) < 0, "seed " + seed);
        plain.set(i, cell.startsWith("'") ? cell.substring(1) : cell);
      }
      rows.add(plain);
    }
    assertEquals(expected(table, ""), rows, "seed " + seed);
  }

  @Test
  void jsonLinesGiveBackWhatWasWritten() throws IOException {
    long seed = System.nanoTime();
    Table table = randomTable(seed);
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    String[] lines = text(AggregateFormat.JSONL, table).split("\n", -1);
    assertEquals("", lines[lines.length - 1]);
    List<List<String>> rows = new ArrayList<>();
    for (String line : Arrays.copyOf(lines, lines.length - 1)) {
      JsonNode node = mapper.readTree(line);
      List<String> row = new ArrayList<>();
      for (String name : table.columns()) {
        JsonNode value = node.get(name);
        if (value == null) {
          row.add("null");
        } else {
          row.add(value.isTextual() ? value.textValue() : value.decimalValue().toPlainString());
        }
      }
      rows.add(row);
    }
    assertEquals(expected(table, "null"), rows, "seed " + seed);
  }

  @Test
  void jsonLinesExactly() throws IOException {
    Table table = table(row("DE", "\"a\"", "5", "12.5", null));
    assertEquals(
        "{\"window_start\":\"2026-06-01T02:15:00Z\",\"window_end\":\"2026-06-01T02:30:00Z\","
            + "\"country\":\"DE\",\"campaign\":\"\\\"a\\\"\",\"events\":5,\"sum_price\":12.5000}\n",
        text(AggregateFormat.JSONL, table));
  }

  @Test
  void avroGivesBackWhatWasWritten() throws IOException {
    long seed = System.nanoTime();
    Table table = randomTable(seed);
    List<List<String>> rows = new ArrayList<>();
    try (DataFileReader<GenericRecord> reader = avro(table)) {
      requireTypes(reader.getSchema());
      reader.forEach(row -> rows.add(plain(row)));
    }
    assertEquals(expected(table, "null"), rows, "seed " + seed);
  }

  @Test
  void parquetGivesBackWhatWasWritten() throws IOException {
    long seed = System.nanoTime();
    Table table = randomTable(seed);
    List<GenericRecord> records = parquet(table);
    requireTypes(records.get(0).getSchema());
    assertEquals(
        expected(table, "null"),
        records.stream().map(AggregateFormatTest::plain).toList(),
        "seed " + seed);
  }

  @Test
  void aWindowUnderItsThresholdIsAFileWithoutRows() throws IOException {
    assertEquals(
        "window_start,window_end,country,campaign,events,sum_price,bounce_rate\n",
        text(AggregateFormat.CSV, table()));
    assertEquals("", text(AggregateFormat.JSONL, table()));
    assertEquals(List.of(), parquet(table()));
    try (DataFileReader<GenericRecord> reader = avro(table())) {
      requireTypes(reader.getSchema());
      assertFalse(reader.hasNext());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSameRowsGiveTheSameBytes(AggregateFormat format) throws IOException {
    long seed = System.nanoTime();
    Table table = randomTable(seed);
    List<ReleasedAggregate> shuffled = new ArrayList<>(table.rows());
    Collections.shuffle(shuffled, new Random(seed));
    assertArrayEquals(
        bytes(format, table),
        bytes(format, table(shuffled.toArray(ReleasedAggregate[]::new))),
        "seed " + seed);
  }

  @ParameterizedTest
  @EnumSource
  void halfACharacterFailsNoRun(AggregateFormat format) throws IOException {
    byte[] bytes = bytes(format, table(row("DE", "a\uD83Db", "1", "1", "1")));
    if (format == AggregateFormat.CSV || format == AggregateFormat.JSONL) {
      assertTrue(new String(bytes, StandardCharsets.UTF_8).contains("a\uFFFDb"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMeasureTooLargeFailsAndClosesTheChannel(AggregateFormat format) {
    for (Table table :
        List.of(
            table(row("DE", "a", "9223372036854775808", "1", "1")),
            table(row("DE", "a", "1", "1" + "0".repeat(34), "1")),
            table(row("DE", "a", "1", "1", "1" + "0".repeat(12))))) {
      WritableByteChannel channel = Channels.newChannel(new ByteArrayOutputStream());
      assertThrows(ArithmeticException.class, () -> format.write(table, channel));
      assertFalse(channel.isOpen());
    }
  }

  @Test
  void aTableIsStagedForItsPlace() throws IOException {
    MemoryStore.register();
    AggregateFiles files = new AggregateFiles(new Staging("r"), "mem://t/out", AggregateFormat.CSV);
    Table table = table(row("DE", "a", "1", "1", "1"));
    WrittenFile file = files.write(table, "x");
    byte[] bytes = MemoryStore.objects().get("mem://t/out/.throng-r/r.2026-06-01T0215.x");
    assertArrayEquals(bytes(AggregateFormat.CSV, table), bytes);
    assertEquals(
        new WrittenFile(
            "mem://t/out",
            "r.2026-06-01T0215.x",
            "r/2026-06-01T0215.csv",
            1,
            bytes.length,
            EventFilesTest.sha256(bytes)),
        file);
  }

  private static void requireTypes(Schema schema) {
    assertEquals(
        LogicalTypes.timestampMillis(), schema.getField("window_start").schema().getLogicalType());
    assertEquals(Schema.Type.LONG, some(schema, "events").getType());
    assertEquals(LogicalTypes.decimal(38, 4), some(schema, "sum_price").getLogicalType());
    assertEquals(LogicalTypes.decimal(18, 6), some(schema, "bounce_rate").getLogicalType());
  }

  private static Schema some(Schema schema, String field) {
    return schema.getField(field).schema().getTypes().get(1);
  }

  private static DataFileReader<GenericRecord> avro(Table table) throws IOException {
    return new DataFileReader<>(
        new SeekableByteArrayInput(bytes(AggregateFormat.AVRO, table)), new GenericDatumReader<>());
  }

  private static List<GenericRecord> parquet(Table table) throws IOException {
    List<GenericRecord> records = new ArrayList<>();
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(
                new BytesInput(bytes(AggregateFormat.PARQUET, table)),
                new PlainParquetConfiguration())
            .withDataModel(GenericData.get())
            .build()) {
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        records.add(row);
      }
    }
    return records;
  }

  private static List<String> plain(GenericRecord row) {
    List<String> plain = new ArrayList<>();
    for (Schema.Field field : row.getSchema().getFields()) {
      Object value = row.get(field.pos());
      if (field.name().startsWith("window")) {
        plain.add(Instant.ofEpochMilli((Long) value).toString());
      } else if (value instanceof ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        LogicalTypes.Decimal type =
            (LogicalTypes.Decimal) some(row.getSchema(), field.name()).getLogicalType();
        plain.add(new BigDecimal(new BigInteger(bytes), type.getScale()).toPlainString());
      } else {
        plain.add(String.valueOf(value));
      }
    }
    return plain;
  }

  private static List<List<String>> expected(Table table, String none) {
    List<List<String>> rows = new ArrayList<>();
    for (ReleasedAggregate row : table.rows()) {
      List<String> cells = new ArrayList<>(List.of("2026-06-01T02:15:00Z", "2026-06-01T02:30:00Z"));
      cells.addAll(row.getGroup());
      row.getMeasures().forEach(measure -> cells.add(measure == null ? none : measure));
      rows.add(cells);
    }
    return rows;
  }

  /** Its measures have the digits of their columns already. */
  private static Table randomTable(long seed) {
    Random random = new Random(seed);
    Set<List<String>> groups = new HashSet<>();
    List<ReleasedAggregate> rows = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      String country = Samples.text(random);
      String campaign = Samples.text(random);
      if (!country.isEmpty() && !campaign.isEmpty() && groups.add(List.of(country, campaign))) {
        rows.add(
            row(
                country,
                campaign,
                String.valueOf(random.nextLong()),
                decimal(new BigInteger(120, random).subtract(BigInteger.TWO.pow(119)), 4, random),
                decimal(BigInteger.valueOf(random.nextInt(1_000_001)), 6, random)));
      }
    }
    return table(rows.toArray(ReleasedAggregate[]::new));
  }

  private static String decimal(BigInteger unscaled, int scale, Random random) {
    return random.nextInt(4) == 0 ? null : new BigDecimal(unscaled, scale).toPlainString();
  }

  private static ReleasedAggregate row(String country, String campaign, String... measures) {
    List<String> group = List.of(country, campaign);
    return new ReleasedAggregate("r", START, END, group, Arrays.asList(measures));
  }

  private static Table table(ReleasedAggregate... rows) {
    return new Table(
        "r", START, END, List.of("country", "campaign"), MEASURES, Stream.of(rows).toList());
  }

  private static String text(AggregateFormat format, Table table) throws IOException {
    return new String(bytes(format, table), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(AggregateFormat format, Table table) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    format.write(table, Channels.newChannel(bytes));
    return bytes.toByteArray();
  }
}
