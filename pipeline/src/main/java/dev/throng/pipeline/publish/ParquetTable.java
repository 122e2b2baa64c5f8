package dev.throng.pipeline.publish;

import dev.throng.schemas.ReleasedAggregate;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** A table as Parquet, by parquet-avro with an output of our own (F3). */
final class ParquetTable {
  private ParquetTable() {}

  static void write(Table table, WritableByteChannel channel) throws IOException {
    TableRecords records = TableRecords.of(table);
    try (channel;
        ParquetWriter<GenericRecord> file =
            AvroParquetWriter.<GenericRecord>builder(new ChannelOutput(channel))
                .withConf(new PlainParquetConfiguration())
                .withSchema(records.schema())
                .withDataModel(GenericData.get())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .build()) {
      for (ReleasedAggregate row : table.rows()) {
        file.write(records.of(row));
      }
    }
  }
}
