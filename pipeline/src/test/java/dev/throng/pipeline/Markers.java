package dev.throng.pipeline;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import com.google.common.primitives.Longs;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes values that occur nowhere else, and finds them again: as they are in any case, as
 * percent-encoding, hexadecimal or base64 wherever it begins, and as an unkeyed digest.
 */
final class Markers {
  private static final int WINDOW = 8;

  /** By their first bytes: what is looked for, and which field it would have come from. */
  private final Map<Long, List<Needle>> needles = new HashMap<>();

  private static final class Needle {
    private final byte[] bytes;
    private final String origin;

    private Needle(byte[] bytes, String origin) {
      this.bytes = bytes;
      this.origin = origin;
    }
  }

  /** Letters of a field and a person; looks like a word, is none. */
  String word(String field, int person) {
    return register(field, "zq" + letters(field + person, 12));
  }

  /** A text whose one personal part is an identifier of the given kind. */
  String identifier(String field, int kind, int person) {
    String seed = field + "/" + kind + "/" + person;
    String digits = digits(seed, 14);
    return switch (kind) {
      case 0 -> "news " + register(field, "zq" + letters(seed, 12)) + "@shop.example";
      case 1 -> "call +49 " + register(field, "1512" + digits.substring(0, 7));
      case 2 -> "paid " + register(field, card("4" + digits));
      case 3 -> "to " + register(field, iban("37040044" + digits.substring(0, 10)));
      case 4 -> "from " + register(field, "198.51.100." + (100 + person));
      default -> "for " + register(field, hash(seed).substring(0, 32));
    };
  }

  static final int KINDS = 6;

  /** Says that this is personal, and is of at least eight bytes. */
  String register(String field, String value) {
    byte[] raw = value.getBytes(UTF_8);
    add(value, field);
    add(HexFormat.of().formatHex(raw), field + " in hexadecimal");
    StringBuilder percent = new StringBuilder();
    for (byte b : raw) {
      percent.append('%').append(HexFormat.of().toHexDigits(b));
    }
    add(percent.toString(), field + " percent-encoded");
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + raw.length];
      System.arraycopy(raw, 0, shifted, before, raw.length);
      // The first and the last characters depend on the neighbours too.
      String whole = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      String sure = whole.substring((before * 8 + 5) / 6, shifted.length * 8 / 6);
      add(sure, field + " in base64");
      add(sure.replace('+', '-').replace('/', '_'), field + " in base64url");
    }
    digests(raw, field);
    return value;
  }

  /** The same for all of a value, where it is not only its marker that might be hashed. */
  String hashed(String field, String value) {
    digests(value.getBytes(UTF_8), field);
    return value;
  }

  @SuppressWarnings("deprecation") // Weak digests are what is looked for.
  private void digests(byte[] raw, String field) {
    for (byte[] digest :
        List.of(
            Hashing.md5().hashBytes(raw).asBytes(),
            Hashing.sha1().hashBytes(raw).asBytes(),
            Hashing.sha256().hashBytes(raw).asBytes())) {
      // A cut digest is one too.
      add(HexFormat.of().formatHex(digest).substring(0, 16), field + " as a digest");
      add(Base64.getEncoder().encodeToString(digest).substring(0, 16), field + " as a digest");
      add(Base64.getUrlEncoder().encodeToString(digest).substring(0, 16), field + " as a digest");
    }
  }

  /** Says that these bytes are personal. */
  void add(String text, String origin) {
    byte[] bytes = text.toLowerCase(Locale.ROOT).getBytes(UTF_8);
    if (bytes.length < WINDOW) {
      throw new IllegalArgumentException("too short to be found by chance only: " + origin);
    }
    needles
        .computeIfAbsent(window(bytes, 0), unused -> new ArrayList<>())
        .add(new Needle(bytes, origin));
  }

  /** Which of them are in these bytes. */
  Set<String> in(byte[] content) {
    // Bytes that are no text must stay as many.
    byte[] bytes = new byte[content.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = content[i] >= 'A' && content[i] <= 'Z' ? (byte) (content[i] | 0x20) : content[i];
    }
    Set<String> found = new TreeSet<>();
    for (int at = 0; at + WINDOW <= bytes.length; at++) {
      for (Needle needle : needles.getOrDefault(window(bytes, at), List.of())) {
        int end = at + needle.bytes.length;
        if (end <= bytes.length
            && Arrays.equals(bytes, at, end, needle.bytes, 0, needle.bytes.length)) {
          found.add(needle.origin + ": " + new String(needle.bytes, ISO_8859_1));
        }
      }
    }
    return found;
  }

  Set<String> in(String text) {
    return in(text.getBytes(UTF_8));
  }

  private static long window(byte[] bytes, int at) {
    return Longs.fromBytes(
        bytes[at],
        bytes[at + 1],
        bytes[at + 2],
        bytes[at + 3],
        bytes[at + 4],
        bytes[at + 5],
        bytes[at + 6],
        bytes[at + 7]);
  }

  private static String hash(String seed) {
    return Hashing.sha256().hashString("marker " + seed, UTF_8).toString();
  }

  private static String letters(String seed, int length) {
    StringBuilder out = new StringBuilder();
    BigInteger rest = new BigInteger(hash(seed), 16);
    BigInteger radix = BigInteger.valueOf(20);
    while (out.length() < length) {
      out.append("bcdfghjklmnprstvwxyz".charAt(rest.mod(radix).intValue()));
      rest = rest.divide(radix);
    }
    return out.toString();
  }

  static String digits(String seed, int length) {
    String all = new BigInteger(hash(seed), 16).toString();
    return "7" + all.substring(1, length);
  }

  /** With its last digit by Luhn. */
  private static String card(String first) {
    int sum = 0;
    for (int i = 0; i < first.length(); i++) {
      int digit = first.charAt(first.length() - 1 - i) - '0';
      int counted = i % 2 == 0 ? 2 * digit : digit;
      sum += counted > 9 ? counted - 9 : counted;
    }
    return first + (10 - sum % 10) % 10;
  }

  /** A German one, with its check digits by ISO 7064. */
  private static String iban(String account) {
    int rest = new BigInteger(account + "131400").mod(BigInteger.valueOf(97)).intValue();
    return "DE" + String.format(Locale.ROOT, "%02d", 98 - rest) + account;
  }
}
