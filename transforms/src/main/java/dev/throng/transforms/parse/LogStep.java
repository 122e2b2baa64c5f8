package dev.throng.transforms.parse;

import dev.throng.transforms.parse.LogUse.Part;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** How one directive is found in a line, and what is done with it. */
final class LogStep {

  /** How it ends. */
  private enum End {
    QUOTE,
    BYTE,
    LENGTH,
    LINE
  }

  private final byte[] before;
  private final End ends;
  private final byte delimiter;
  private final int length;
  private final boolean mayBeEmpty;
  private final LogUse use;
  private final @Nullable LogTime time;
  private final @Nullable EventField field;
  private final @Nullable JsonKind kind;
  private final boolean wanted;
  private final String header;

  private LogStep(
      LogPiece piece,
      End ends,
      byte delimiter,
      int length,
      boolean quoted,
      ParseSettings settings) {
    before = bytes(piece.before());
    this.ends = ends;
    this.delimiter = delimiter;
    this.length = length;
    use = piece.use();
    time = piece.time();
    boolean query = use.part() == Part.QUERY || use.part() == Part.QUESTION;
    mayBeEmpty = quoted || query || delimiter == '\t';
    field = use.dropped() ? null : EventField.at(use.target());
    kind = field == null ? null : JsonKind.of(field).written();
    wanted = field != null && field.wantedBy(settings);
    header = use.part() == Part.HINT ? LogDirectives.header(piece.written()) : "";
  }

  /**
   * Makes a step.
   *
   * @param behind the text that follows, up to the next directive
   * @param next the next directive; null where there is none
   */
  static LogStep of(
      LogPiece piece, String behind, @Nullable LogPiece next, ParseSettings settings) {
    if (piece.before().endsWith("\"") && behind.startsWith("\"")) {
      return new LogStep(piece, End.QUOTE, (byte) '"', 0, true, settings);
    }
    int fixed = piece.time() == null ? -1 : piece.time().length();
    if (behind.isEmpty() && next != null) {
      // Nothing parts them: the one has a length, or the other a first letter.
      return fixed > 0
          ? new LogStep(piece, End.LENGTH, (byte) 0, fixed, false, settings)
          : new LogStep(piece, End.BYTE, (byte) '/', 0, false, settings);
    }
    if (behind.isEmpty()) {
      return new LogStep(piece, End.LINE, (byte) 0, 0, true, settings);
    }
    byte first = bytes(behind)[0];
    return fixed > 0 && piece.time() != null && piece.time().mayHold(first)
        ? new LogStep(piece, End.LENGTH, first, fixed, false, settings)
        : new LogStep(piece, End.BYTE, first, 0, false, settings);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The text before it. */
  byte[] before() {
    return before;
  }

  /** Where it ends that starts at {@code at}; -1 where it does not. */
  int end(byte[] line, int at, int to) {
    int end =
        switch (ends) {
          case LINE -> at < to && line[to - 1] == '\r' ? to - 1 : to;
          case LENGTH -> at + length;
          case BYTE -> Swar.indexOf(line, at, to, delimiter);
          case QUOTE -> quote(line, at, to);
        };
    boolean found = ends == End.LINE || (ends == End.LENGTH ? end <= to : end < to);
    // What ends a line by its delimiter is no whole line, but the last word of a common one.
    if (!found && !(ends == End.BYTE && end == to && delimiter == ' ')) {
      return -1;
    }
    return end == at && !mayBeEmpty ? -1 : end;
  }

  private static int quote(byte[] line, int at, int to) {
    int i = at;
    while (i < to && line[i] != '"') {
      i += line[i] == '\\' ? 2 : 1;
    }
    return Math.min(i, to);
  }

  LogUse.Part part() {
    return use.part();
  }

  /** How it writes the time. */
  LogTime time() {
    if (time == null) {
      throw new IllegalStateException("it writes no time");
    }
    return time;
  }

  /** The field that it serves. */
  EventField field() {
    if (field == null) {
      throw new IllegalStateException("it serves no field");
    }
    return field;
  }

  /** How that is read. */
  JsonKind kind() {
    if (kind == null) {
      throw new IllegalStateException("it serves no field");
    }
    return kind;
  }

  /** Whether that is asked for. */
  boolean wanted() {
    return wanted;
  }

  /** The name of a hint. */
  String header() {
    return header;
  }
}
