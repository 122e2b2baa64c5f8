package dev.throng.pipeline.publish;

import dev.throng.schemas.StoredEvent;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;

/** Stored events as an Avro container file. */
final class AvroEvents implements EventWriter {
  /** On stored events a higher level costs more time than it saves bytes. */
  private static final int ZSTD_LEVEL = 1;

  private static final int BLOCK_BYTES = 1 << 18;

  private final DataFileWriter<StoredEvent> file;

  AvroEvents(WritableByteChannel channel) throws IOException {
    file = new DataFileWriter<>(new SpecificDatumWriter<>(StoredEvent.class));
    file.setCodec(CodecFactory.zstandardCodec(ZSTD_LEVEL));
    file.setSyncInterval(BLOCK_BYTES);
    file.create(StoredEvent.getClassSchema(), Channels.newOutputStream(channel));
  }

  @Override
  public void write(StoredEvent event) throws IOException {
    file.append(event);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
