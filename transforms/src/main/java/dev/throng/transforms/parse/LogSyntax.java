package dev.throng.transforms.parse;

import dev.throng.transforms.parse.LogUse.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pattern of a log as Apache's {@code LogFormat} or nginx's {@code log_format} write it.
 * Whose it is, its first directive tells: {@code %} or {@code $}.
 */
final class LogSyntax {
  private static final int LONGEST = 4_096;

  private final String text;
  private final boolean nginx;
  private final List<LogPiece> pieces = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();
  private int at;

  private LogSyntax(String text) {
    this.text = text;
    int dollar = variable(text);
    int percent = text.indexOf('%');
    nginx = dollar >= 0 && (percent < 0 || dollar < percent);
  }

  /** What a pattern says: its pieces, and what stands behind the last of them. */
  record Read(List<LogPiece> pieces, String behind) {}

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException where it is none, or lines written by it cannot be read
   *     without guessing; the message says at which character
   */
  static Read of(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("must have at most " + LONGEST + " characters");
    }
    LogSyntax syntax = new LogSyntax(text);
    try {
      return syntax.read();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "has at character " + (syntax.at + 1) + " " + e.getMessage(), e);
    }
  }

  private Read read() {
    if (text.startsWith("escape=")) {
      int space = text.indexOf(' ');
      String escape = space < 0 ? text : text.substring(0, space);
      if (!escape.equals("escape=json") && !escape.equals("escape=default")) {
        throw new IllegalArgumentException(
            "'" + escape + "': where nothing is escaped, clients can forge what stands behind");
      }
      at = space < 0 ? text.length() : space + 1;
    }
    while (at < text.length()) {
      int start = at;
      char c = text.charAt(at);
      if (c == '\\') {
        literal.append(escaped());
      } else if (c < ' ' && c != '\t') {
        throw new IllegalArgumentException("a line end or another control character");
      } else if (nginx ? c == '$' && variable(text.substring(at)) == 0 : c == '%') {
        directive(start);
      } else {
        literal.append(c);
        at++;
      }
    }
    check();
    return new Read(List.copyOf(pieces), literal.toString());
  }

  private char escaped() {
    char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    if (next != '"' && next != '\\' && next != '\'' && next != 't') {
      throw new IllegalArgumentException("a backslash that escapes none of \" ' \\ t");
    }
    at += 2;
    return next == 't' ? '\t' : next;
  }

  private void directive(int start) {
    if (nginx) {
      variable();
    } else if (text.startsWith("%%", at)) {
      literal.append('%');
      at += 2;
    } else {
      percent(start);
    }
  }

  private void variable() {
    int from = at + 1;
    boolean braces = text.startsWith("{", from);
    from += braces ? 1 : 0;
    int end = from;
    while (end < text.length() && isName(text.charAt(end))) {
      end++;
    }
    String name = text.substring(from, end);
    if (braces && !text.startsWith("}", end)) {
      throw new IllegalArgumentException("a brace that nothing closes");
    }
    LogUse use = LogDirectives.nginx(name);
    @Nullable LogTime time =
        switch (use.part() == Part.TIME ? name : "") {
          case "time_local" -> LogTime.CLF;
          case "time_iso8601" -> LogTime.ISO;
          case "msec" -> LogTime.DECIMAL;
          default -> null;
        };
    add("$" + name, use, time);
    at = end + (braces ? 1 : 0);
  }

  private void percent(int start) {
    int from = at + 1;
    // Which requests it is written for, and of several which: the rest have "-".
    while (from < text.length() && "!<>,0123456789".indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    @Nullable String name = null;
    if (text.startsWith("{", from)) {
      int close = text.indexOf('}', from);
      if (close < 0) {
        throw new IllegalArgumentException("a brace that nothing closes");
      }
      name = text.substring(from + 1, close);
      from = close + 1;
    }
    int end = Math.min(text.length(), from + (text.startsWith("^t", from) ? 3 : 1));
    if (from == end) {
      throw new IllegalArgumentException("a % that no letter follows");
    }
    LogUse use = LogDirectives.apache(text.substring(from, end), name);
    String written = text.substring(start, end);
    if (use.part() != Part.TIME) {
      add(written, use, null);
    } else if (name == null) {
      // In brackets, which Apache writes itself.
      literal.append('[');
      add(written, use, LogTime.CLF);
      literal.append(']');
    } else {
      add(written, use, LogTime.of(name));
    }
    at = end;
  }

  private void add(String written, LogUse use, @Nullable LogTime time) {
    LogPiece piece = new LogPiece(literal.toString(), written, use, time, at + 1);
    @Nullable LogPiece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
    if (last != null && literal.length() == 0) {
      piece = joined(last, piece);
    }
    literal.setLength(0);
    pieces.add(piece);
  }

  /** Two directives with nothing between them: only those that tell where one ends. */
  private LogPiece joined(LogPiece last, LogPiece next) {
    Part first = last.use().part();
    Part second = next.use().part();
    if (first == Part.PATH && (second == Part.QUERY || second == Part.QUESTION)) {
      pieces.remove(pieces.size() - 1);
      LogUse use = LogUse.of(second == Part.QUERY ? Part.TARGET : Part.PATH, "page.url", "");
      return new LogPiece(last.before(), last.written() + next.written(), use, null, last.at());
    }
    boolean path = second == Part.TARGET || second == Part.PATH;
    boolean timed = last.time() != null && last.time().length() > 0;
    if (timed || (path && first == Part.HOST)) {
      return next;
    }
    throw new IllegalArgumentException(
        "'" + next.written() + "' right behind '" + last.written() + "': nothing parts them");
  }

  private void check() {
    if (pieces.isEmpty()) {
      throw new IllegalArgumentException("no directive, such as $remote_addr");
    }
    for (int i = 0; i < pieces.size(); i++) {
      LogPiece piece = pieces.get(i);
      String behind = i + 1 < pieces.size() ? pieces.get(i + 1).before() : literal.toString();
      boolean quoted = piece.before().endsWith("\"") && behind.startsWith("\"");
      boolean last = behind.isEmpty() && i + 1 == pieces.size();
      if (piece.use().free() && !quoted && !last && !behind.startsWith("\t")) {
        at = piece.at() - 1;
        throw new IllegalArgumentException(
            "'"
                + piece.written()
                + "', into which clients write what they like: put it between double quotes, before"
                + " a tab, or last, or they can forge what stands behind it");
      }
    }
    boolean whole = pieces.stream().anyMatch(each -> each.time() != null && each.time().isWhole());
    for (char part : LogTime.NEEDED.toCharArray()) {
      if (!whole
          && pieces.stream().noneMatch(each -> each.time() != null && each.time().tells(part))) {
        at = 0;
        throw new IllegalArgumentException(
            "no whole time: the '"
                + part
                + "' of strftime is missing; $time_iso8601 of nginx and the plain time of httpd are"
                + " whole");
      }
    }
  }

  private static boolean isName(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  /** Where the first variable of nginx stands, or -1. */
  private static int variable(String text) {
    for (int i = text.indexOf('$'); i >= 0 && i + 1 < text.length(); i = text.indexOf('$', i + 1)) {
      char next = text.charAt(i + 1);
      if (next == '{' || (isName(next) && !Character.isDigit(next))) {
        return i;
      }
    }
    return -1;
  }
}
