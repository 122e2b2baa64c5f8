package dev.throng.transforms.parse;

import dev.throng.transforms.step.RejectReason;
import java.nio.charset.StandardCharsets;

/**
 * Walks over one JSON text (RFC 8259) in UTF-8 and makes nothing of it until asked. Strict: nothing
 * is understood that the grammar does not have, names within an object differ, and surrogates come
 * in pairs (RFC 7493), whether or not anybody asks for the value.
 */
final class JsonScanner {

  private static final int MOST_NAME_BYTES = 1_024;

  private final int maxDepth;
  private final int maxKeys;
  private final int maxStringBytes;
  private final int maxNumberBytes;
  private final Rejected rejected = new Rejected();
  private final NamesSeen seen = new NamesSeen();
  private final JsonText text = new JsonText();

  private byte[] bytes = new byte[0];
  private int at;
  private int to;
  private int depth;

  // What the last string, name or number was.
  private int from;
  private int until;
  private boolean escaped;
  private boolean ascii;
  private boolean integral;
  private byte[] nameBytes = bytes;
  private int nameFrom;
  private int nameLength;

  JsonScanner(ParseSettings settings) {
    maxDepth = settings.maxDepth();
    maxKeys = settings.maxKeys();
    maxStringBytes = settings.maxStringBytes();
    maxNumberBytes = settings.maxNumberBytes();
  }

  /** Starts with another text. */
  void reset(byte[] source, int start, int end) {
    bytes = source;
    at = start;
    to = end;
    depth = 0;
    seen.clear();
  }

  Rejected reject(RejectReason reason) {
    return rejected.as(reason, "");
  }

  Rejected reject(RejectReason reason, String field) {
    return rejected.as(reason, field);
  }

  /** The first byte of the next token, still to be read; -1 at the end. */
  int peek() {
    while (at < to) {
      byte next = bytes[at];
      if (next > ' ') {
        return next;
      }
      if (next < 0) {
        return next & 0xff;
      }
      if (next != ' ' && next != '\t' && next != '\n' && next != '\r') {
        return next;
      }
      at++;
    }
    return -1;
  }

  /** Enters the object at hand. Gives the mark of its names, which {@link #close} takes back. */
  int open() throws Rejected {
    if (++depth > maxDepth) {
      throw reject(RejectReason.TOO_DEEP);
    }
    at++;
    return seen.mark();
  }

  void close(int mark) {
    depth--;
    seen.release(mark);
  }

  /** Whether the object or array that was just entered ends here. */
  boolean isEmpty(char end) {
    if (peek() == end) {
      at++;
      return true;
    }
    return false;
  }

  /** Whether another element follows: a comma, else the end. */
  boolean more(char end) throws Rejected {
    int next = peek();
    at++;
    if (next == ',') {
      return true;
    }
    if (next == end) {
      return false;
    }
    at--;
    throw unexpected();
  }

  /** Reads a name and its colon. */
  void name() throws Rejected {
    if (peek() != '"') {
      throw unexpected();
    }
    string();
    if (until - from > MOST_NAME_BYTES) {
      throw reject(RejectReason.LIMIT);
    }
    if (escaped) {
      // Two spellings of one name are one name.
      nameBytes = text.unescaped(bytes, from, until).getBytes(StandardCharsets.UTF_8);
      nameFrom = 0;
      nameLength = nameBytes.length;
    } else {
      nameBytes = bytes;
      nameFrom = from;
      nameLength = until - from;
    }
    if (peek() != ':') {
      throw unexpected();
    }
    at++;
  }

  /** Which name of the table was read last, or -1. */
  int nameIn(NameTable table) {
    return table.find(nameBytes, nameFrom, nameLength);
  }

  /** Takes note of a name that no table has. */
  void unknownName(int mark) throws Rejected {
    if (seen.mark() - mark >= maxKeys) {
      throw reject(RejectReason.LIMIT);
    }
    if (!seen.add(mark, nameBytes, nameFrom, nameLength)) {
      throw reject(RejectReason.DUPLICATE_KEY);
    }
  }

  /** The name that was read last. */
  String nameText() {
    return new String(nameBytes, nameFrom, nameLength, StandardCharsets.UTF_8);
  }

  /** Reads the string at hand. */
  void string() throws Rejected {
    int start = at + 1;
    int i = Swar.endOfPlain(bytes, start, to);
    from = start;
    escaped = false;
    ascii = true;
    if (i < to && bytes[i] != '"') {
      i = unusual(i);
    }
    if (i >= to) {
      throw reject(RejectReason.MALFORMED);
    }
    if (i - start > maxStringBytes) {
      throw reject(RejectReason.LIMIT);
    }
    until = i;
    at = i + 1;
  }

  /** Where a string ends that has more than plain ASCII. */
  private int unusual(int start) throws Rejected {
    int i = start;
    while (i < to) {
      byte next = bytes[i];
      if (next == '"') {
        return i;
      }
      if (next == '\\') {
        escaped = true;
        int length = JsonText.escapeLength(bytes, i, to);
        if (length == 0) {
          throw reject(RejectReason.MALFORMED);
        }
        i += length;
      } else if (next < 0) {
        ascii = false;
        int length = Utf8.length(bytes, i, to);
        if (length == 0) {
          throw reject(RejectReason.INVALID_UTF8);
        }
        i += length;
        continue;
      } else if (next < ' ') {
        throw reject(RejectReason.MALFORMED);
      }
      i = Swar.endOfPlain(bytes, i, to);
    }
    return i;
  }

  /** The string that was read last. */
  String text() {
    if (escaped) {
      return text.unescaped(bytes, from, until);
    }
    return new String(
        bytes, from, until - from, ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  /** Reads the number at hand. */
  void number() throws Rejected {
    int whole = NumberText.wholeEnd(bytes, at, to);
    int end = whole < 0 ? -1 : NumberText.end(bytes, whole, to);
    if (end < 0) {
      throw reject(RejectReason.MALFORMED);
    }
    if (end - at > maxNumberBytes) {
      throw reject(RejectReason.LIMIT);
    }
    integral = end == whole;
    from = at;
    until = end;
    at = end;
  }

  /** Whether the number that was read last has neither decimals nor an exponent. */
  boolean integral() {
    return integral;
  }

  /** The number that was read last, as it was written. */
  String numberText() {
    return new String(bytes, from, until - from, StandardCharsets.ISO_8859_1);
  }

  /** What {@link #from} and {@link #until} count in. */
  byte[] bytes() {
    return bytes;
  }

  /** First byte of the last string, within its quotes, or number. */
  int from() {
    return from;
  }

  /** First byte behind the last string or number. */
  int until() {
    return until;
  }

  /** Whether the last string has escapes, so that its bytes are not its text. */
  boolean escaped() {
    return escaped;
  }

  /** Reads {@code true}, {@code false} or {@code null}, whose first letter is at hand. */
  void literal() throws Rejected {
    String word =
        switch (bytes[at]) {
          case 't' -> "true";
          case 'f' -> "false";
          case 'n' -> "null";
          default -> throw unexpected();
        };
    int length = word.length();
    if (at + length > to) {
      throw reject(RejectReason.MALFORMED);
    }
    for (int i = 1; i < length; i++) {
      if (bytes[at + i] != word.charAt(i)) {
        throw reject(RejectReason.MALFORMED);
      }
    }
    at += length;
  }

  /** Reads any value and forgets it. */
  void skip() throws Rejected {
    switch (peek()) {
      case '"' -> string();
      case '{' -> skipObject();
      case '[' -> skipArray();
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      case -1 -> throw reject(RejectReason.MALFORMED);
      default -> literal();
    }
  }

  private void skipObject() throws Rejected {
    int mark = open();
    if (!isEmpty('}')) {
      do {
        name();
        unknownName(mark);
        skip();
      } while (more('}'));
    }
    close(mark);
  }

  private void skipArray() throws Rejected {
    int mark = open();
    if (!isEmpty(']')) {
      do {
        skip();
      } while (more(']'));
    }
    close(mark);
  }

  /** What to say of a byte that no token begins with. */
  Rejected unexpected() {
    boolean foreign = at < to && bytes[at] < 0 && Utf8.length(bytes, at, to) == 0;
    return reject(foreign ? RejectReason.INVALID_UTF8 : RejectReason.MALFORMED);
  }
}
