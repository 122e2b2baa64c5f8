package dev.throng.pipeline.publish;

import dev.throng.schemas.StoredEvent;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import org.apache.avro.specific.SpecificData;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Stored events as Parquet, by parquet-avro with an output of our own (F3). */
final class ParquetEvents implements EventWriter {
  /** What one open file may hold in memory before it is written. */
  private static final long ROW_GROUP_BYTES = 16L << 20;

  private static final int PAGE_BYTES = 256 << 10;

  /** Enough for the distinct pseudonyms of one row group at one false hit in a hundred. */
  private static final int MOST_BLOOM_BYTES = 128 << 10;

  private static final List<String> PSEUDONYMS =
      List.of("event", "device", "cookie", "user", "company", "seller", "order");

  private final ParquetWriter<StoredEvent> file;

  ParquetEvents(WritableByteChannel channel) throws IOException {
    AvroParquetWriter.Builder<StoredEvent> builder =
        AvroParquetWriter.<StoredEvent>builder(new ChannelOutput(channel))
            .withConf(new PlainParquetConfiguration())
            .withSchema(StoredEvent.getClassSchema())
            .withDataModel(SpecificData.get())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .withPageSize(PAGE_BYTES)
            .withAdaptiveBloomFilterEnabled(true)
            .withMaxBloomFilterBytes(MOST_BLOOM_BYTES);
    for (String pseudonym : PSEUDONYMS) {
      // Parquet leaves out the Bloom filter of a column that fits a dictionary.
      builder.withBloomFilterEnabled(pseudonym, true).withDictionaryEncoding(pseudonym, false);
    }
    file = builder.build();
  }

  @Override
  public void write(StoredEvent event) throws IOException {
    file.write(event);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
