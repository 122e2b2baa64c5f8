package dev.throng.transforms.parse;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Sink;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a table of one event a line, which may begin with a header. A header is no record. */
final class TableEvents implements EventReader {

  private final LineReader lines;
  private final TableDecoder decoder;
  private final String first;
  private final long start;
  private final @Nullable Mention mention;

  private TableEvents(
      LineReader lines, TableDecoder decoder, String first, long start, @Nullable Mention mention) {
    this.lines = lines;
    this.decoder = decoder;
    this.first = first;
    this.start = start;
    this.mention = mention;
  }

  /**
   * Reads one split, and the start of the file for its header.
   *
   * @param first the name of the first column, by which a header is known
   * @param mention tells of lines that need not be decoded; null for none
   */
  static TableEvents of(
      ReadableByteChannel channel,
      long start,
      long end,
      int maxBytes,
      TableDecoder decoder,
      String first,
      @Nullable Mention mention)
      throws IOException {
    long from = 0;
    if (start > 0 && channel instanceof SeekableByteChannel seekable) {
      long origin = seekable.position();
      LineReader head = LineReader.of(Input.at(channel, 0), 0, 1, maxBytes);
      if (head.next() && !head.corrupt() && !head.tooLarge()) {
        decoder.readHeader(head.bytes(), head.from(), head.length(), first);
      }
      seekable.position(origin);
      from = start;
    }
    Input input = Input.at(channel, LineReader.position(from));
    boolean elsewhere = start > 0 && input.compressed();
    LineReader lines = LineReader.of(input, from, end, maxBytes);
    return new TableEvents(lines, decoder, first, elsewhere ? Long.MAX_VALUE : start, mention);
  }

  @Override
  public boolean next(Sink<? super IdentifiedEvent> sink) throws IOException {
    do {
      if (!lines.next()) {
        return false;
      }
    } while (isPassedOver());
    if (lines.corrupt()) {
      sink.reject(RejectReason.UNREADABLE_BLOCK);
    } else if (lines.tooLarge()) {
      sink.reject(RejectReason.TOO_LARGE);
    } else if (mention == null || mention.mayBeIn(lines.bytes(), lines.from(), lines.length())) {
      decoder.decode(lines.bytes(), lines.from(), lines.length(), sink);
    }
    return true;
  }

  /** Whether it is the header, or belongs to another split. */
  private boolean isPassedOver() {
    boolean header =
        lines.offset() == 0
            && !lines.corrupt()
            && !lines.tooLarge()
            && decoder.readHeader(lines.bytes(), lines.from(), lines.length(), first);
    return header || lines.offset() < start;
  }

  @Override
  public Optional<byte[]> record() {
    return lines.copy().map(decoder::withHeader);
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
