package dev.throng.pipeline.audit;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.LocalInputFile;
import org.jspecify.annotations.Nullable;

/** Avro container files and Parquet, both as Avro records, one in memory at a time. */
final class RecordFiles {
  private RecordFiles() {}

  static void avro(AuditedFile file, Consumer<AuditedRow> rows) throws IOException {
    AvroEnd.require(file.path());
    try (InputStream in = Files.newInputStream(file.path());
        DataFileStream<GenericRecord> records =
            new DataFileStream<>(in, new GenericDatumReader<>())) {
      while (records.hasNext()) {
        rows.accept(row(file, records.next()));
      }
    } catch (AvroRuntimeException broken) {
      throw new BrokenFileException("its records cannot be read");
    }
  }

  static void parquet(AuditedFile file, Consumer<AuditedRow> rows) throws IOException {
    try (ParquetReader<GenericRecord> records =
        AvroParquetReader.<GenericRecord>builder(
                new LocalInputFile(file.path()), new PlainParquetConfiguration())
            .withDataModel(GenericData.get())
            .build()) {
      for (GenericRecord record = records.read(); record != null; record = records.read()) {
        rows.accept(row(file, record));
      }
    }
  }

  private static AuditedRow row(AuditedFile file, GenericRecord record) {
    List<Cell> cells = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Schema.Field field : record.getSchema().getFields()) {
      names.add(field.name());
      take(field.name(), field.schema(), record.get(field.pos()), cells);
    }
    return new AuditedRow(file, RowKind.of(names), cells);
  }

  private static void take(String column, Schema schema, @Nullable Object value, List<Cell> cells) {
    if (value instanceof CharSequence text) {
      if (!text.isEmpty()) {
        cells.add(Cell.text(column, text.toString()));
      }
    } else if (value instanceof Number || value instanceof Boolean) {
      cells.add(new Cell(column, value.toString(), true));
    } else if (value instanceof ByteBuffer bytes) {
      cells.add(new Cell(column, decimal(schema, bytes), true));
    } else if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, each) -> {
            cells.add(Cell.text(column, key.toString()));
            take(column, schema, each, cells);
          });
    } else if (value instanceof Iterable<?> list) {
      list.forEach(each -> take(column, schema, each, cells));
    } else if (value instanceof GenericRecord inner) {
      for (Schema.Field field : inner.getSchema().getFields()) {
        take(column + "." + field.name(), field.schema(), inner.get(field.pos()), cells);
      }
    }
  }

  private static String decimal(Schema schema, ByteBuffer bytes) {
    byte[] unscaled = new byte[bytes.remaining()];
    bytes.duplicate().get(unscaled);
    int scale = 0;
    for (Schema type : schema.isUnion() ? schema.getTypes() : List.of(schema)) {
      if (type.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
        scale = decimal.getScale();
      }
    }
    return unscaled.length == 0
        ? "0"
        : new BigDecimal(new BigInteger(unscaled), scale).toPlainString();
  }
}
