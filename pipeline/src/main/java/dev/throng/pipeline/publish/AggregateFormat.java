package dev.throng.pipeline.publish;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.Locale;

/**
 * The formats of released tables. Each gives the same bytes for the same table. To add one: a line
 * here, a file of its own, a test case.
 */
public enum AggregateFormat {
  /** RFC 4180 with a header and line feeds, safe to open in a spreadsheet. */
  CSV {
    @Override
    public void write(Table table, WritableByteChannel channel) throws IOException {
      CsvTable.write(table, channel);
    }
  },
  /** Parquet with logical types for instants and decimals. */
  PARQUET {
    @Override
    public void write(Table table, WritableByteChannel channel) throws IOException {
      ParquetTable.write(table, channel);
    }
  },
  /** An Avro container file with logical types for instants and decimals. */
  AVRO {
    @Override
    public void write(Table table, WritableByteChannel channel) throws IOException {
      AvroTable.write(table, channel);
    }
  },
  /** One JSON object a line; a measure without a value is left out. */
  JSONL {
    @Override
    public void write(Table table, WritableByteChannel channel) throws IOException {
      JsonTable.write(table, channel);
    }
  };

  /** Writes the whole file and closes {@code channel}, also when it fails. */
  public abstract void write(Table table, WritableByteChannel channel) throws IOException;

  /** The name in the job file, and the end of file names. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
