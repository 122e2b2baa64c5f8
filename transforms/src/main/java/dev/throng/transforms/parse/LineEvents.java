package dev.throng.transforms.parse;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Sink;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.Optional;

/** Reads a format of one record a line. */
final class LineEvents implements EventReader {

  private final LineReader lines;
  private final EventDecoder decoder;

  private LineEvents(LineReader lines, EventDecoder decoder) {
    this.lines = lines;
    this.decoder = decoder;
  }

  static LineEvents of(
      ReadableByteChannel channel, long start, long end, int maxBytes, EventDecoder decoder)
      throws IOException {
    Input input = Input.at(channel, LineReader.position(start));
    return new LineEvents(LineReader.of(input, start, end, maxBytes), decoder);
  }

  @Override
  public boolean next(Sink<? super IdentifiedEvent> sink) throws IOException {
    if (!lines.next()) {
      return false;
    }
    if (lines.corrupt()) {
      sink.reject(RejectReason.UNREADABLE_BLOCK);
    } else if (lines.tooLarge()) {
      sink.reject(RejectReason.TOO_LARGE);
    } else {
      decoder.decode(lines.bytes(), lines.from(), lines.length(), sink);
    }
    return true;
  }

  @Override
  public Optional<byte[]> record() {
    return lines.copy();
  }

  @Override
  public long offset() {
    return lines.offset();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
