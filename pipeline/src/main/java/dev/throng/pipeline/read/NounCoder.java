package dev.throng.pipeline.read;

import dev.throng.schemas.TrustedNouns;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.beam.sdk.coders.CustomCoder;
import org.jspecify.annotations.Nullable;

/**
 * Codes a noun by its Avro schema. Beam's own coder would make its reader on the worker before
 * anyone there has told Avro which classes to trust. One byte before the record names its version
 * (F20).
 *
 * @param <T> the noun
 */
public final class NounCoder<T extends SpecificRecord> extends CustomCoder<T> {
  private static final long serialVersionUID = 1;
  private static final int VERSION = 1;

  private final Class<T> type;
  private transient @Nullable SpecificDatumReader<T> reader;
  private transient @Nullable SpecificDatumWriter<T> writer;
  private transient @Nullable BinaryEncoder encoder;
  private transient @Nullable BinaryDecoder decoder;

  private NounCoder(Class<T> type) {
    this.type = type;
  }

  /** A coder of that noun. */
  public static <T extends SpecificRecord> NounCoder<T> of(Class<T> type) {
    return new NounCoder<>(type);
  }

  @Override
  public synchronized void encode(T noun, OutputStream out) throws IOException {
    if (writer == null) {
      writer = new SpecificDatumWriter<>(type);
    }
    out.write(VERSION);
    encoder = EncoderFactory.get().directBinaryEncoder(out, encoder);
    writer.write(noun, encoder);
    encoder.flush();
  }

  @Override
  public synchronized T decode(InputStream in) throws IOException {
    if (reader == null) {
      TrustedNouns.trust();
      SpecificData data = SpecificData.getForClass(type);
      reader = new SpecificDatumReader<>(data.getSchema(type), data.getSchema(type), data);
    }
    int version = in.read();
    if (version < 0) {
      throw new EOFException();
    }
    if (version != VERSION) {
      throw new IOException("version " + version + " of a coded " + type.getSimpleName());
    }
    decoder = DecoderFactory.get().directBinaryDecoder(in, decoder);
    return reader.read(null, decoder);
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    throw new NonDeterministicException(this, "nouns are never keys");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NounCoder<?> that && that.type.equals(type);
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }

  @Override
  public String toString() {
    return "NounCoder(" + type.getSimpleName() + ")";
  }
}
