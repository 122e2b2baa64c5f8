package dev.throng.transforms.parse;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  private AccessLogText() {}

  /**
   * The text whose escapes ({@code \"}, {@code \\}, {@code \n}, {@code \xNN}...) are undone; null
   * if it is empty or "-", if an escape is unknown, or if what comes out is not UTF-8, as a client
   * may send any bytes.
   */
  static @Nullable String unescaped(byte[] bytes, int from, int to) {
    if (from == to || (to - from == 1 && bytes[from] == '-')) {
      return null;
    }
    if (Swar.indexOf(bytes, from, to, '\\') == to) {
      return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
    ByteBuffer plain = ByteBuffer.allocate(to - from);
    int at = from;
    while (at < to) {
      if (bytes[at] != '\\') {
        plain.put(bytes[at++]);
        continue;
      }
      int escape = at + 1 < to ? escape(bytes, at + 1, to) : -1;
      if (escape < 0) {
        return null;
      }
      plain.put((byte) escape);
      at += bytes[at + 1] == 'x' ? 4 : 2;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(plain.flip())
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static int escape(byte[] bytes, int at, int to) {
    return switch (bytes[at]) {
      case '"', '\\' -> bytes[at];
      case 'b' -> '\b';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 0x0b;
      case 'x' -> {
        int high = at + 2 < to ? Character.digit(bytes[at + 1], 16) : -1;
        int low = at + 2 < to ? Character.digit(bytes[at + 2], 16) : -1;
        yield high < 0 || low < 0 ? -1 : 16 * high + low;
      }
      default -> -1;
    };
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
