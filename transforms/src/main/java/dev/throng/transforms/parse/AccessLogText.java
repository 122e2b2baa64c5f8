package dev.throng.transforms.parse;

import com.google.common.base.Utf8;
import java.util.Set;

/** What stands between quotes in a line of an access log. */
final class AccessLogText {

  /** What a browser fetches on its own behalf, not a person's; and what only programs ask for. */
  private static final Set<String> ASSETS =
      Set.of(
          "avif",
          "bmp",
          "css",
          "eot",
          "gif",
          "ico",
          "jpeg",
          "jpg",
          "js",
          "json",
          "m3u8",
          "map",
          "mjs",
          "mp3",
          "mp4",
          "ogg",
          "otf",
          "png",
          "rss",
          "svg",
          "tif",
          "tiff",
          "ts",
          "ttf",
          "txt",
          "wasm",
          "wav",
          "webm",
          "webmanifest",
          "webp",
          "woff",
          "woff2",
          "xml");

  private static final int LONGEST_EXTENSION = 11;

  private byte[] plain = new byte[256];

  /**
   * Points a cell at the text whose escapes ({@code \"}, {@code \\}, {@code \n}, {@code \xNN}, and
   * those of JSON) are undone; false if an escape is unknown, or if what comes out is not UTF-8, as
   * a client may send any bytes. The cell is good until the next call.
   */
  boolean at(Cell cell, byte[] bytes, int from, int to) {
    int escape = Swar.indexOf(bytes, from, to, '\\');
    if (escape == to) {
      cell.at(bytes, from, to);
      return true;
    }
    // What an escape stands for is never longer than the escape.
    plain = plain.length < to - from ? new byte[2 * (to - from)] : plain;
    System.arraycopy(bytes, from, plain, 0, escape - from);
    int length = escape - from;
    for (int at = escape; at < to; ) {
      if (bytes[at] != '\\') {
        plain[length++] = bytes[at++];
        continue;
      }
      int code = at + 1 < to ? escape(bytes, at + 1, to) : -1;
      if (code < 0) {
        return false;
      }
      if (bytes[at + 1] == 'u') {
        length = utf8(code, length);
        at += 6;
      } else {
        plain[length++] = (byte) code;
        at += bytes[at + 1] == 'x' ? 4 : 2;
      }
    }
    cell.at(plain, 0, length);
    return Utf8.isWellFormed(plain, 0, length);
  }

  private static int escape(byte[] bytes, int at, int to) {
    return switch (bytes[at]) {
      case '"', '\\', '/' -> bytes[at];
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 0x0b;
      case 'x' -> hex(bytes, at + 1, at + 3, to);
      case 'u' -> hex(bytes, at + 1, at + 5, to);
      default -> -1;
    };
  }

  private static int hex(byte[] bytes, int from, int end, int to) {
    int value = end > to ? -1 : 0;
    for (int i = from; value >= 0 && i < end; i++) {
      int digit = Character.digit(bytes[i], 16);
      value = digit < 0 ? -1 : 16 * value + digit;
    }
    return value;
  }

  /** Writes one unit of UTF-16; a surrogate becomes what is no UTF-8. */
  private int utf8(int unit, int length) {
    int at = length;
    if (unit < 0x80) {
      plain[at++] = (byte) unit;
    } else if (unit < 0x800) {
      plain[at++] = (byte) (0xc0 | unit >> 6);
      plain[at++] = (byte) (0x80 | (unit & 0x3f));
    } else {
      plain[at++] = (byte) (0xe0 | unit >> 12);
      plain[at++] = (byte) (0x80 | (unit >> 6 & 0x3f));
      plain[at++] = (byte) (0x80 | (unit & 0x3f));
    }
    return at;
  }

  /** Whether the target of a request names a part of a page, a feed or data, rather than a page. */
  static boolean isAsset(String target) {
    int end = 0;
    int dot = -1;
    for (; end < target.length(); end++) {
      char c = target.charAt(end);
      if (c == '?' || c == '#' || c == ';') {
        break;
      }
      dot = c == '/' ? -1 : c == '.' ? end : dot;
    }
    if (dot < 0 || end - dot - 1 > LONGEST_EXTENSION) {
      return false;
    }
    StringBuilder extension = new StringBuilder();
    for (int i = dot + 1; i < end; i++) {
      char c = target.charAt(i);
      extension.append(c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c);
    }
    return ASSETS.contains(extension.toString());
  }
}
