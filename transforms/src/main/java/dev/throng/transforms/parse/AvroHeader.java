package dev.throng.transforms.parse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.Schema;

/** The header of an Avro container file: magic, metadata, sync marker. */
final class AvroHeader {

  static final int MARKER_BYTES = 16;

  private static final byte[] MAGIC = {'O', 'b', 'j', 1};
  private static final int MOST_BYTES = 1 << 20;
  private static final int FIRST_BYTES = 1 << 12;

  private final Schema schema;
  private final AvroCodec codec;
  private final byte[] marker;

  private AvroHeader(Schema schema, AvroCodec codec, byte[] marker) {
    this.schema = schema;
    this.codec = codec;
    this.marker = marker;
  }

  /** What the records were written with. */
  Schema schema() {
    return schema;
  }

  /** How the blocks are compressed. */
  AvroCodec codec() {
    return codec;
  }

  /** What stands behind the header and each block; not to be changed. */
  byte[] marker() {
    return marker;
  }

  /** Whether a file that begins with those bytes, its first four, is an Avro container file. */
  static boolean begins(byte[] head) {
    return Arrays.equals(head, MAGIC);
  }

  /**
   * Reads the header and leaves the window behind it.
   *
   * @throws UnreadableInput if there is none, or one of more than 1 MB, or one whose schema or
   *     codec is not understood
   */
  static AvroHeader read(Window window) throws IOException {
    // The header does not tell its length: more is looked at until it ends within.
    for (int size = FIRST_BYTES; ; size *= 2) {
      boolean more = window.ensure(size);
      AvroBytes in = new AvroBytes();
      int from = window.at();
      in.reset(window.bytes(), from, from + window.available());
      try {
        AvroHeader header = parse(in);
        window.advance(in.at() - from);
        return header;
      } catch (Rejected e) {
        if (!more || size >= MOST_BYTES) {
          throw new UnreadableInput("the header of the Avro file is cut or too large");
        }
      }
    }
  }

  private static AvroHeader parse(AvroBytes in) throws Rejected, UnreadableInput {
    byte[] magic = bytes(in, Math.min(MAGIC.length, in.left()));
    if (!Arrays.equals(magic, MAGIC)) {
      throw new UnreadableInput("the input is no Avro container file");
    }
    byte[] schema = new byte[0];
    String codec = "null";
    for (long count = in.items(); count != 0; count = in.items()) {
      for (long i = 0; i < count; i++) {
        String key = new String(bytes(in, in.length()), StandardCharsets.UTF_8);
        byte[] value = bytes(in, in.length());
        switch (key) {
          case "avro.schema" -> schema = value;
          case "avro.codec" -> codec = new String(value, StandardCharsets.UTF_8);
          default -> {}
        }
      }
    }
    byte[] marker = bytes(in, MARKER_BYTES);
    return new AvroHeader(schema(schema), AvroCodec.named(codec), marker);
  }

  private static byte[] bytes(AvroBytes in, int count) throws Rejected {
    in.skip(count);
    return Arrays.copyOfRange(in.bytes(), in.at() - count, in.at());
  }

  private static Schema schema(byte[] json) throws UnreadableInput {
    try {
      return new Schema.Parser().parse(new String(json, StandardCharsets.UTF_8));
    } catch (RuntimeException e) {
      // Its message quotes the file.
      throw new UnreadableInput("the schema of the Avro file cannot be read");
    }
  }
}
