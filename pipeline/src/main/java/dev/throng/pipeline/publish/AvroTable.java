package dev.throng.pipeline.publish;

import com.google.common.hash.Hashing;
import dev.throng.schemas.ReleasedAggregate;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/** A table as an Avro container file, deflated: the one codec that every reader must know. */
final class AvroTable {
  private static final int DEFLATE_LEVEL = 6;

  private AvroTable() {}

  static void write(Table table, WritableByteChannel channel) throws IOException {
    TableRecords records = TableRecords.of(table);
    try (channel;
        DataFileWriter<GenericRecord> file =
            new DataFileWriter<>(new GenericDatumWriter<>(records.schema()))) {
      file.setCodec(CodecFactory.deflateCodec(DEFLATE_LEVEL));
      file.create(records.schema(), Channels.newOutputStream(channel), syncMarker(table));
      for (ReleasedAggregate row : table.rows()) {
        file.append(records.of(row));
      }
    }
  }

  /** Avro would draw it at random; the same table is to give the same bytes (law 4). */
  private static byte[] syncMarker(Table table) {
    String name = table.report() + "/" + table.windowName();
    byte[] hash = Hashing.sha256().hashString(name, StandardCharsets.UTF_8).asBytes();
    return Arrays.copyOf(hash, DataFileConstants.SYNC_SIZE);
  }
}
