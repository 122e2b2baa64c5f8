package dev.throng.transforms.consent.waiting;

import dev.throng.schemas.PseudonymousEvent;
import dev.throng.schemas.TrustedNouns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.jspecify.annotations.Nullable;

/** Treated events in Avro's binary form. For one thread. */
final class EventBytes {
  private final SpecificDatumWriter<PseudonymousEvent> writer;
  private final SpecificDatumReader<PseudonymousEvent> reader;
  private final Buffer out = new Buffer();
  private @Nullable BinaryEncoder encoder;
  private @Nullable BinaryDecoder decoder;

  /** The event that was read last. */
  private @Nullable PseudonymousEvent last;

  EventBytes() {
    TrustedNouns.trust();
    SpecificData data = SpecificData.getForClass(PseudonymousEvent.class);
    // The same bytes by the class's own code, several times as fast as by its schema.
    data.setCustomCoders(true);
    data.setFastReaderEnabled(false); // it would go before them
    Schema schema = PseudonymousEvent.getClassSchema();
    writer = new SpecificDatumWriter<>(schema, data);
    reader = new SpecificDatumReader<>(schema, schema, data);
  }

  /** The bytes of an event, to be used before the next one is written. */
  ByteBuffer of(PseudonymousEvent event) {
    try {
      out.reset();
      encoder = EncoderFactory.get().directBinaryEncoder(out, encoder);
      writer.write(event, encoder);
      encoder.flush();
      return out.written();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** The event of such bytes, to be used before the next one is read. */
  PseudonymousEvent read(byte[] bytes, int offset, int length) {
    try {
      decoder = DecoderFactory.get().binaryDecoder(bytes, offset, length, decoder);
      last = reader.read(last, decoder);
      return last;
    } catch (IOException cut) {
      throw new UncheckedIOException("an event that waited cannot be read", cut);
    }
  }

  /** Lends what it holds. */
  private static final class Buffer extends ByteArrayOutputStream {
    ByteBuffer written() {
      return ByteBuffer.wrap(buf, 0, count);
    }
  }
}
