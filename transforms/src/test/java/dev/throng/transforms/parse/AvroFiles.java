package dev.throng.transforms.parse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/** Avro container files, by Avro itself and by hand. */
final class AvroFiles {

  static final byte[] MARKER = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private AvroFiles() {}

  static Schema schema(String fields) {
    return new Schema.Parser()
        .parse("{\"type\":\"record\",\"name\":\"w\",\"fields\":[" + fields + "]}");
  }

  /** A schema of the type and the time alone. */
  static Schema small() {
    return schema(
        "{\"name\":\"event_type\",\"type\":\"string\"},{\"name\":\"event_time\",\"type\":\"long\"}");
  }

  static GenericRecord event(Schema schema, String type, long time) {
    GenericRecord event = new GenericData.Record(schema);
    event.put("event_type", type);
    event.put("event_time", time);
    return event;
  }

  /** A file with a block for each list of records. */
  static byte[] file(Schema schema, CodecFactory codec, List<? extends List<?>> blocks)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
      writer.setCodec(codec).create(schema, out, MARKER);
      for (List<?> block : blocks) {
        for (Object event : block) {
          writer.append(event);
        }
        writer.sync();
      }
    }
    return out.toByteArray();
  }

  /** A file with that schema, codec and the bytes behind its header. */
  static byte[] raw(String schema, String codec, byte[]... rest) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {'O', 'b', 'j', 1, 4});
    text(out, "avro.schema");
    text(out, schema);
    text(out, "avro.codec");
    text(out, codec);
    out.write(0);
    out.writeBytes(MARKER);
    for (byte[] bytes : rest) {
      out.writeBytes(bytes);
    }
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeBytes(varint(bytes.length));
    out.writeBytes(bytes);
  }

  /** A block as its header tells it, and the marker. */
  static byte[] block(long count, long size, byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(varint(count));
    out.writeBytes(varint(size));
    out.writeBytes(data);
    out.writeBytes(MARKER);
    return out.toByteArray();
  }

  static byte[] varint(long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long left = (value << 1) ^ (value >> 63);
    while ((left & ~0x7fL) != 0) {
      out.write((int) ((left & 0x7f) | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
    return out.toByteArray();
  }
}
