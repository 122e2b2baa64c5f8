package dev.throng.transforms.pseudonymize.treatment;

/**
 * Marks email addresses, and handles ({@code @name}) as ids. Whatever stands on both sides of an at
 * sign counts, valid or not by RFC 5322; quoted local parts, address literals, user names before a
 * host and names of other scripts included.
 */
final class EmailSearch {

  private EmailSearch() {}

  static void mark(MarkedText text) {
    for (int i = 0; i < text.length; i++) {
      if (text.chars[i] == '@' && text.free(i)) {
        mark(text, i);
      }
    }
  }

  private static void mark(MarkedText text, int at) {
    char[] chars = text.chars;
    int host = at + 1;
    boolean spaced = host < text.length && chars[host] == ' ';
    if (spaced) {
      host++;
    }
    int end = hostEnd(text, host);
    boolean dotted = dotted(chars, host, end);
    if (spaced && !dotted) {
      return;
    }
    int left = at;
    if (at > 0 && chars[at - 1] == ' ' && dotted) {
      left--; // "name @ example.com"
    }
    int start = localStart(text, left);
    if (end == host) {
      if (host < text.length && !text.free(host)) {
        text.mark(start, host, Identifier.EMAIL); // user info before what was a link already
      }
      return;
    }
    if (start < left) {
      text.mark(start, end, Identifier.EMAIL);
    } else {
      text.mark(at, end, Identifier.ID);
    }
  }

  private static int localStart(MarkedText text, int end) {
    char[] chars = text.chars;
    int start = end;
    if (start > 0 && chars[start - 1] == '"') {
      // A quoted local part, of at most 64 characters (RFC 5321 section 4.5.3.1.1) and the quotes.
      for (int i = start - 2; i >= Math.max(0, start - 66); i--) {
        if (chars[i] == '"' && text.free(i) && (i == 0 || chars[i - 1] != '\\')) {
          return i;
        }
      }
    }
    while (start > 0 && text.free(start - 1) && local(chars, start - 1)) {
      start--;
    }
    return start;
  }

  private static boolean local(char[] chars, int at) {
    return switch (chars[at]) {
      case ' ', '<', '>', '(', ')', '[', ']', ',', ';', '"', '|' -> at > 0 && chars[at - 1] == '\\';
      case '@' -> false;
      default -> true;
    };
  }

  private static int hostEnd(MarkedText text, int from) {
    char[] chars = text.chars;
    int end = from;
    while (end < text.length && (text.wordly(end) || (text.free(end) && joins(chars[end])))) {
      end++;
    }
    while (end > from && joins(chars[end - 1]) && chars[end - 1] != ']') {
      end--;
    }
    return end;
  }

  private static boolean joins(char c) {
    return c == '.' || c == '-' || c == '_' || c == ':' || c == '[' || c == ']';
  }

  private static boolean dotted(char[] chars, int from, int to) {
    for (int i = from; i < to; i++) {
      if (chars[i] == '.') {
        return true;
      }
    }
    return false;
  }
}
