package dev.throng.pipeline.rights;

import dev.throng.schemas.StoredEvent;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** Stored events in Parquet: whole, of a few columns, and asked whether they hold somebody. */
final class ParquetRows {
  private static final String READ_SCHEMA = "parquet.avro.read.schema";

  /** Beyond so many, some filter says "perhaps" of somebody; reading the columns is faster. */
  private static final int MOST_ASKED = 20_000;

  private ParquetRows() {}

  static Rows<StoredEvent> events(StoredFile file) throws IOException {
    ParquetReader<StoredEvent> reader =
        reader(file, StoredEvent.getClassSchema(), SpecificData.get());
    return rows(reader, event -> event);
  }

  static Rows<RowKey> keys(StoredFile file) throws IOException {
    ParquetReader<GenericRecord> reader = reader(file, RowKey.SCHEMA, GenericData.get());
    return rows(reader, RowKey::of);
  }

  /**
   * Whether a file may hold one of those pseudonyms, by the Bloom filters of its columns.
   *
   * @return false only where it does not hold any
   * @throws IOException where it is damaged or cannot be read
   */
  static boolean mayHold(StoredFile file, Map<String, ? extends Collection<String>> pseudonyms)
      throws IOException {
    if (pseudonyms.values().stream().mapToInt(Collection::size).sum() > MOST_ASKED) {
      return true;
    }
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            new ChannelInput(file.file(), file.bytes()),
            ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
      for (BlockMetaData block : reader.getFooter().getBlocks()) {
        for (ColumnChunkMetaData column : block.getColumns()) {
          Collection<String> asked = pseudonyms.get(column.getPath().toDotString());
          if (asked != null && !asked.isEmpty() && mayHold(reader, column, asked)) {
            return true;
          }
        }
      }
      return false;
    } catch (RuntimeException e) {
      throw new IOException("a damaged file of Parquet");
    }
  }

  private static boolean mayHold(
      ParquetFileReader reader, ColumnChunkMetaData column, Collection<String> asked)
      throws IOException {
    if (column.getStatistics().isNumNullsSet()
        && column.getStatistics().getNumNulls() == column.getValueCount()) {
      return false;
    }
    BloomFilter filter = reader.readBloomFilter(column);
    return filter == null
        || asked.stream().anyMatch(each -> filter.findHash(filter.hash(Binary.fromString(each))));
  }

  private static <T> ParquetReader<T> reader(StoredFile file, Schema schema, GenericData model)
      throws IOException {
    PlainParquetConfiguration settings = new PlainParquetConfiguration();
    settings.set(AvroReadSupport.AVRO_REQUESTED_PROJECTION, schema.toString());
    settings.set(READ_SCHEMA, schema.toString());
    return AvroParquetReader.<T>builder(new ChannelInput(file.file(), file.bytes()), settings)
        .withDataModel(model)
        .build();
  }

  private static <R, T> Rows<T> rows(ParquetReader<R> reader, Function<R, T> of) {
    return new Rows<>() {
      @Override
      public @Nullable T next() throws IOException {
        try {
          R row = reader.read();
          return row == null ? null : of.apply(row);
        } catch (RuntimeException e) {
          throw new IOException("a damaged file of Parquet");
        }
      }

      @Override
      public void close() throws IOException {
        reader.close();
      }
    };
  }
}
