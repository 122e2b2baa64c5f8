package dev.throng.transforms.pseudonymize.treatment;

import org.jspecify.annotations.Nullable;

/**
 * Replaces the segments of a path that hold an identifier, each as a whole. Numbers of up to four
 * digits (a year, a page, a small catalogue) stay. Not thread-safe.
 */
final class PathScrubbing {

  static final String TOKEN = "{token}";

  private static final int MOST_SEGMENTS = 16;
  private static final int LONGEST = 256;
  private static final int LONG_NUMBER = 5;
  private static final String KEPT = "!$&'()*+,:@={}";

  private final IdentifierSearch search;
  private final StringBuilder out = new StringBuilder(LONGEST);

  PathScrubbing(IdentifierSearch search) {
    this.search = search;
  }

  /**
   * The path from {@code from} to before {@code to}: empty and dot segments and matrix parameters
   * dropped, cut to 16 segments and 256 characters at a slash. Never empty, begins with a slash.
   */
  String scrub(String url, int from, int to) {
    out.setLength(0);
    boolean secret = false;
    boolean person = false;
    int segments = 0;
    int start = from;
    while (start < to) {
      int end = start;
      while (end < to && url.charAt(end) != '/' && url.charAt(end) != '\\') {
        end++;
      }
      String segment = url.substring(start, end);
      start = end + 1;
      String decoded = Percent.decoded(segment);
      String folded = decoded == null ? null : Folding.unescaped(decoded);
      String bare = folded == null ? null : withoutParameters(folded);
      if (bare != null && (bare.isEmpty() || bare.equals(".") || bare.equals(".."))) {
        continue;
      }
      if (++segments > MOST_SEGMENTS) {
        return out.toString();
      }
      int before = out.length();
      out.append('/');
      boolean announces = bare != null && SecretWords.announcesSecret(bare);
      if (secret || (announces && carries(bare))) {
        out.append(TOKEN);
      } else if (bare == null || person) {
        out.append(Identifier.ID.placeholder);
      } else {
        append(bare);
      }
      if (out.length() > LONGEST) {
        out.setLength(before);
        return before == 0 ? "/" + Identifier.ID.placeholder : out.toString();
      }
      secret |= announces;
      person = bare != null && SecretWords.announcesPerson(bare);
    }
    boolean slash = to > from && url.charAt(to - 1) == '/' && out.length() < LONGEST;
    return out.isEmpty() || slash ? out.append('/').toString() : out.toString();
  }

  private void append(String segment) {
    String placeholder = placeholder(segment);
    if (placeholder != null) {
      out.append(placeholder);
    } else {
      Percent.encode(segment, KEPT, out);
    }
  }

  private @Nullable String placeholder(String segment) {
    int run = 0;
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      // An encoded slash hides a path, often a whole URL, in a segment.
      if (c == '/' || c == '\\' || (c == '~' && i == 0)) {
        return Identifier.ID.placeholder;
      }
    }
    Identifier found = PlainText.harmless(segment, true) ? null : search.first(segment);
    if (found != null) {
      return found.placeholder;
    }
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      run = c >= '0' && c <= '9' ? run + 1 : 0;
      if (run >= LONG_NUMBER) {
        return Identifier.ID.placeholder;
      }
    }
    return null;
  }

  /** Whether a segment that announces a secret holds one too, as in {@code token=abc}. */
  private static boolean carries(@Nullable String segment) {
    if (segment == null) {
      return true;
    }
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (c == '=' || c == ':' || (c >= '0' && c <= '9')) {
        return true;
      }
    }
    return false;
  }

  private static String withoutParameters(String segment) {
    int semicolon = segment.indexOf(';');
    return (semicolon < 0 ? segment : segment.substring(0, semicolon)).strip();
  }
}
