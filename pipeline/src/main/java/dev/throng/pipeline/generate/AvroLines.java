package dev.throng.pipeline.generate;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.parse.EventDecoder;
import dev.throng.transforms.parse.Format;
import dev.throng.transforms.parse.ParseSettings;
import dev.throng.transforms.step.KeptOnly;
import dev.throng.transforms.step.Sink;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Takes lines of {@code throng-json}, which must be events, and writes the same events as an Avro
 * container file.
 */
public final class AvroLines extends FilterOutputStream {
  private final EventDecoder decoder = Format.THRONG_JSON.decoder(ParseSettings.standard());
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final DataFileWriter<IdentifiedEvent> writer =
      new DataFileWriter<>(new SpecificDatumWriter<>(IdentifiedEvent.class));
  private final Sink<IdentifiedEvent> sink = new KeptOnly<>(this::append);

  /**
   * Writes to a stream, and closes it with itself.
   *
   * @throws IOException if that cannot be written to
   */
  public AvroLines(OutputStream out) throws IOException {
    super(out);
    writer.create(IdentifiedEvent.getClassSchema(), out);
  }

  @Override
  public void write(int one) {
    if (one != '\n') {
      line.write(one);
      return;
    }
    decoder.decode(line.toByteArray(), 0, line.size(), sink);
    line.reset();
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      write(bytes[i]);
    }
  }

  private void append(IdentifiedEvent event) {
    try {
      writer.append(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
