package dev.throng.transforms.pseudonymize.treatment;

import com.google.common.net.InternetDomainName;

/** Marks links: with a scheme, beginning with {@code www.}, or a bare domain of a known suffix. */
final class LinkSearch {

  private static final int LONGEST_DOMAIN = 253; // RFC 1035

  private LinkSearch() {}

  /** Links that show as such by a scheme or by {@code www.}. */
  static void mark(MarkedText text) {
    char[] chars = text.chars;
    for (int i = 0; i + 3 < text.length; i++) {
      if (!text.free(i)) {
        continue;
      }
      if (chars[i] == ':' && chars[i + 1] == '/' && chars[i + 2] == '/') {
        int start = i;
        while (start > 0 && schemeChar(text, start - 1)) {
          start--;
        }
        i = markTo(text, start, i + 3);
      } else if ((chars[i] | 0x20) == 'w'
          && (chars[i + 1] | 0x20) == 'w'
          && (chars[i + 2] | 0x20) == 'w'
          && chars[i + 3] == '.'
          && !text.alnum(i - 1)
          && (i == 0 || chars[i - 1] != '@')) {
        i = markTo(text, i, i + 4);
      }
    }
  }

  /** Bare domains, as in {@code example.com/path}. */
  static void markDomains(MarkedText text) {
    for (int i = 0; i < text.length; i++) {
      if (!text.wordly(i)) {
        continue;
      }
      int end = i;
      int dots = 0;
      int last = i;
      while (end < text.length && (text.wordly(end) || joins(text, end))) {
        if (text.chars[end] == '.') {
          dots++;
          last = end + 1;
        }
        end++;
      }
      if (dots > 0
          && end - last >= 2
          && !text.digit(last)
          && end - i <= LONGEST_DOMAIN
          && isDomain(new String(text.chars, i, end - i))) {
        end = markTo(text, i, end) + 1;
      }
      i = end;
    }
  }

  private static boolean joins(MarkedText text, int at) {
    char c = text.chars[at];
    return text.free(at)
        && (c == '.' ? text.wordly(at + 1) : c == '-' && (text.wordly(at + 1) || hyphen(text, at)));
  }

  private static boolean hyphen(MarkedText text, int at) {
    return at + 1 < text.length && text.chars[at + 1] == '-';
  }

  private static boolean isDomain(String name) {
    if (!InternetDomainName.isValid(name)) {
      return false;
    }
    InternetDomainName domain = InternetDomainName.from(name);
    return domain.hasRegistrySuffix() && !domain.isRegistrySuffix();
  }

  private static boolean schemeChar(MarkedText text, int at) {
    char c = text.chars[at];
    return text.alnum(at) || (text.free(at) && (c == '+' || c == '-' || c == '.'));
  }

  /** Marks from the start over everything up to the next space; gives the last index marked. */
  private static int markTo(MarkedText text, int start, int from) {
    int end = from;
    while (end < text.length && text.chars[end] != ' ' && "\"<>".indexOf(text.chars[end]) < 0) {
      end++;
    }
    while (end > from && ".,;:!?)'\"]}".indexOf(text.chars[end - 1]) >= 0) {
      end--;
    }
    if (end == from && from - start < 4) {
      return from - 1;
    }
    text.mark(start, end, Identifier.URL);
    return end - 1;
  }
}
