package dev.throng.pipeline.audit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** Brings texts to the one form that is searched, and hides what findings may not say. */
final class Text {
  private static final int LAYERS = 5;
  private static final int LONGEST_SHAPE = 24;
  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_(][A-Za-z_. ()0-9-]{0,63}");
  private static final Pattern DIGITS = Pattern.compile("\\d{5}");

  private Text() {}

  /** Percent escapes undone up to five times, NFKC, ASCII digits and dashes, nothing invisible. */
  static String folded(String text) {
    String folded = text;
    for (int i = 0; i < LAYERS && ESCAPE.matcher(folded).find(); i++) {
      folded = unescaped(folded);
    }
    boolean ascii = folded.chars().allMatch(c -> c < 0x80);
    return ascii ? folded : plain(Normalizer.normalize(folded, Normalizer.Form.NFKC));
  }

  private static String unescaped(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
      if (low >= 0) {
        out.write(16 * high + low);
        i += 2;
      } else {
        out.write(bytes[i]);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String plain(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              int digit = Character.isDigit(point) ? Character.digit(point, 10) : -1;
              int type = Character.getType(point);
              if (digit >= 0) {
                out.append((char) ('0' + digit));
              } else if (type == Character.DASH_PUNCTUATION) {
                out.append('-');
              } else if (type != Character.FORMAT) {
                out.appendCodePoint(point);
              }
            });
    return out.toString();
  }

  /** The shape of a text: an {@code x} for each letter, a {@code 9} for each digit. */
  static String shape(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length() && i < LONGEST_SHAPE; i++) {
      char c = text.charAt(i);
      if (Character.isDigit(c)) {
        out.append('9');
      } else {
        out.append(c >= ' ' && c < 0x7f && !Character.isLetter(c) ? c : 'x');
      }
    }
    return text.length() > LONGEST_SHAPE ? out + "..." : out.toString();
  }

  /** A column's name where it looks like one, for it may come from outside. */
  static String name(String name) {
    return NAME.matcher(name).matches() && !DIGITS.matcher(name).find() ? name : "(unnamed)";
  }
}
