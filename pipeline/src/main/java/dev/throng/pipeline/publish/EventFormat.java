package dev.throng.pipeline.publish;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.Locale;

/** The formats of stored events. To add one: a line here, a writer of its own, a test case. */
public enum EventFormat {
  /** Parquet with ZSTD, and Bloom filters on the pseudonyms. */
  PARQUET {
    @Override
    public EventWriter open(WritableByteChannel channel) throws IOException {
      return new ParquetEvents(channel);
    }
  },
  /** An Avro container file with ZSTD; its header carries the schema with its privacy classes. */
  AVRO {
    @Override
    public EventWriter open(WritableByteChannel channel) throws IOException {
      return new AvroEvents(channel);
    }
  },
  /** One JSON object a line in UTF-8; a field without a value is left out. */
  JSONL {
    @Override
    public EventWriter open(WritableByteChannel channel) {
      return new JsonEvents(channel);
    }
  };

  /** Starts a file. The writer owns {@code channel}, which need not seek, and closes it. */
  public abstract EventWriter open(WritableByteChannel channel) throws IOException;

  /** The name in the job file, and the end of file names. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
