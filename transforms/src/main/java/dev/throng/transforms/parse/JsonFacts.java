package dev.throng.transforms.parse;

import java.io.IOException;

/** Reads a ledger of one JSON object a line. */
final class JsonFacts implements FactReader {
  private final LineReader lines;
  private final FactDecoder decoder;

  private JsonFacts(LineReader lines, boolean own) {
    this.lines = lines;
    this.decoder = new FactDecoder(own);
  }

  /** Reads an input that stands at its file's start. */
  static JsonFacts of(Input input, long start, long end, boolean own) throws IOException {
    input.moveTo(LineReader.position(start));
    return new JsonFacts(LineReader.of(input, start, end, FactDecoder.MOST_BYTES), own);
  }

  @Override
  public boolean next(FactSink sink) throws IOException {
    if (!lines.next()) {
      return false;
    }
    if (lines.corrupt() || lines.tooLarge()) {
      sink.unreadable();
    } else {
      decoder.decode(lines.bytes(), lines.from(), lines.length(), sink);
    }
    return true;
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
