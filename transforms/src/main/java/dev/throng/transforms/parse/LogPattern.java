package dev.throng.transforms.parse;

import dev.throng.transforms.parse.LogUse.Part;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How the lines of an access log are written: a pattern of Apache's {@code LogFormat} or of nginx's
 * {@code log_format}. A line is read from left to right, each directive up to the first byte of the
 * text that follows it, between double quotes up to the first that no backslash escapes: nothing is
 * tried twice, so no line takes longer than its length. A line that does not fit whole is rejected.
 *
 * @param text the pattern, without its name and the quotes around it
 */
public record LogPattern(String text) implements Serializable {

  /** Of Apache's combined format, how much its common one has. */
  private static final int COMMON = 7;

  private static final LogPattern COMBINED =
      new LogPattern("%h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-Agent}i\"");

  /**
   * Checks the pattern.
   *
   * @throws IllegalArgumentException where it is none, or lines written by it could not be read
   *     without guessing; the message says at which character
   */
  public LogPattern {
    LogSyntax.of(text);
  }

  /** The combined format; its last two may be missing, and more may stand behind. */
  static LogPattern combined() {
    return COMBINED;
  }

  /** What becomes of each directive of the pattern. */
  public Mapping mapping() {
    return mapping("Lines of an access log: `" + text.replace("`", "'") + "`.");
  }

  /** The same, said to be that. */
  Mapping mapping(String about) {
    Mapping.Builder mapping = Mapping.of(about);
    Set<String> seen = new HashSet<>();
    for (LogPiece piece : LogSyntax.of(text).pieces()) {
      if (seen.add(piece.written())) {
        add(mapping, piece.written(), piece.use());
      }
    }
    return mapping.build();
  }

  /** Decodes single lines. */
  EventDecoder decoder(ParseSettings settings) {
    LogSyntax.Read read = LogSyntax.of(text);
    List<LogPiece> pieces = read.pieces();
    return equals(COMBINED)
        ? new AccessLogDecoder(settings, pieces, "", COMMON, true)
        : new AccessLogDecoder(settings, pieces, read.behind(), pieces.size(), false);
  }

  /** Adds what becomes of one directive. */
  static void add(Mapping.Builder mapping, String written, LogUse use) {
    if (use.dropped()) {
      mapping.drop(use.privacy(), written);
      return;
    }
    mapping.by(use.target(), use.how(), in -> null, written);
    if (use.part() == Part.REQUEST) {
      mapping.by(
          "event_type",
          "a GET answered below 400 is page_view, unless it is for a part of a page",
          in -> null,
          written);
    }
  }
}
