package dev.throng.pipeline.publish;

import dev.throng.schemas.StoredEvent;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificData;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Stored events as Parquet, as parquet-avro would write them, with an output of our own (F3). Rows
 * are gathered, and go to Parquet's columns a column at a time: row by row, each column's writer
 * finds the nearest memory full of the fifty others.
 */
final class ParquetEvents implements EventWriter {
  /** How many rows are gathered. */
  static final int ROWS = 256;

  /** What one open file may hold in memory before it is written. */
  static final long ROW_GROUP_BYTES = 16L << 20;

  private static final int PAGE_BYTES = 256 << 10;

  /** Enough for the distinct pseudonyms of one row group at one false hit in a hundred. */
  private static final int MOST_BLOOM_BYTES = 128 << 10;

  private static final List<String> PSEUDONYMS =
      List.of("event", "device", "cookie", "user", "company", "seller", "order");

  private static final ParquetConfiguration PLAIN = new PlainParquetConfiguration();
  private static final MessageType SCHEMA =
      new AvroSchemaConverter(PLAIN).convert(StoredEvent.getClassSchema());
  private static final ParquetProperties PROPERTIES = properties();

  private final CodecFactory codecs = new CodecFactory(PLAIN, PAGE_BYTES);
  private final EventColumn[] columns = EventColumn.all(SCHEMA);

  /** Row by row. */
  private final @Nullable Object[] values = new @Nullable Object[ROWS * columns.length];

  private final ParquetFileWriter file;
  private ColumnChunkPageWriteStore pages;
  private ColumnWriteStore store;
  private int gathered;
  private long rows;

  /** While a row is written, and after one that could not be, or the last. */
  private boolean broken;

  ParquetEvents(WritableByteChannel channel) throws IOException {
    file =
        new ParquetFileWriter(
            new ChannelOutput(channel),
            SCHEMA,
            ParquetFileWriter.Mode.CREATE,
            ROW_GROUP_BYTES,
            ParquetWriter.MAX_PADDING_SIZE_DEFAULT,
            null,
            PROPERTIES);
    file.start();
    pages = pages();
    store = store();
  }

  private static ParquetProperties properties() {
    ParquetProperties.Builder builder =
        ParquetProperties.builder()
            .withPageSize(PAGE_BYTES)
            .withAdaptiveBloomFilterEnabled(true)
            .withMaxBloomFilterBytes(MOST_BLOOM_BYTES);
    for (String pseudonym : PSEUDONYMS) {
      // Parquet leaves out the Bloom filter of a column that fits a dictionary.
      builder.withBloomFilterEnabled(pseudonym, true).withDictionaryEncoding(pseudonym, false);
    }
    return builder.build();
  }

  private ColumnChunkPageWriteStore pages() {
    var compressor = codecs.getCompressor(CompressionCodecName.ZSTD);
    return ColumnChunkPageWriteStore.builder()
        .withCompressorProvider(column -> compressor)
        .withSchema(SCHEMA)
        .withAllocator(PROPERTIES.getAllocator())
        .withColumnIndexTruncateLength(PROPERTIES.getColumnIndexTruncateLength())
        .withPageWriteChecksumEnabled(PROPERTIES.getPageWriteChecksumEnabled())
        .build();
  }

  private ColumnWriteStore store() {
    ColumnWriteStore made = PROPERTIES.newColumnWriteStore(SCHEMA, pages, pages);
    for (EventColumn column : columns) {
      column.turnTo(made);
    }
    return made;
  }

  @Override
  public void write(StoredEvent event) throws IOException {
    if (broken) {
      throw new IllegalStateException("A row before this one could not be written.");
    }
    broken = true;
    int at = gathered * columns.length;
    for (EventColumn column : columns) {
      values[at++] = column.of(event);
    }
    gathered++;
    // Parquet looks at what its columns hold only at the end of some rows, of which it tells.
    if (gathered == ROWS || store.isColumnFlushNeeded()) {
      writeGathered();
    }
    store.endRecord();
    rows++;
    if (gathered == 0 && store.getBufferedSize() > ROW_GROUP_BYTES) {
      endRowGroup();
      pages = pages();
      store = store();
    }
    broken = false;
  }

  private void writeGathered() {
    for (EventColumn column : columns) {
      column.write(values, gathered, columns.length);
    }
    gathered = 0;
  }

  private void endRowGroup() throws IOException {
    writeGathered();
    if (rows > 0) {
      file.startBlock(rows);
      store.flush();
      pages.flushToFileWriter(file);
      file.endBlock();
      rows = 0;
    }
    store.close();
    pages.close();
  }

  /** After a row that could not be written the file gets no footer: nobody can read it. */
  @Override
  public void close() throws IOException {
    try (file) {
      if (!broken) {
        broken = true;
        endRowGroup();
        file.end(footer());
      }
    } finally {
      codecs.release();
    }
  }

  private static Map<String, String> footer() {
    AvroWriteSupport<StoredEvent> support =
        new AvroWriteSupport<>(SCHEMA, StoredEvent.getClassSchema(), SpecificData.get());
    Map<String, String> footer = new HashMap<>(support.init(PLAIN).getExtraMetaData());
    footer.put(ParquetWriter.OBJECT_MODEL_NAME_PROP, support.getName());
    return footer;
  }
}
