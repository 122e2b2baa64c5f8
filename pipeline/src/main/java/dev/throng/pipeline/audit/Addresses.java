package dev.throng.pipeline.audit;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.net.InetAddresses;
import java.util.List;

/** What is an IP address, in forms that people and programs write. Nothing is looked up. */
final class Addresses {
  private static final long FIRST_NETWORK = 1L << 24;
  private static final CharMatcher HEX =
      CharMatcher.inRange('0', '9')
          .or(CharMatcher.inRange('a', 'f'))
          .or(CharMatcher.inRange('A', 'F'));

  private Addresses() {}

  /** Four parts, each decimal, octal or hexadecimal as inet_aton takes them, up to 255. */
  static boolean isV4(String match) {
    List<String> parts = Splitter.on('.').splitToList(withoutPrefix(match));
    return parts.size() == 4 && parts.stream().allMatch(Addresses::isPart);
  }

  /** As providers name the lines of their customers: {@code ip-10-1-2-3}. */
  static boolean isV4Name(String match) {
    String name = match.startsWith("ip-") ? match.substring(3) : match;
    return isV4(name.replace('-', '.'));
  }

  private static boolean isPart(String part) {
    boolean hex = part.startsWith("0x") || part.startsWith("0X");
    String digits = hex ? part.substring(2) : part;
    boolean octal = !hex && digits.length() > 1 && digits.startsWith("0");
    int radix = hex ? 16 : octal ? 8 : 10;
    try {
      return Integer.parseInt(digits, radix) <= 255;
    } catch (NumberFormatException notInThatRadix) {
      return false;
    }
  }

  /** RFC 4291 section 2.2, with a zone or a prefix length behind; not the unspecified one. */
  static boolean isV6(String match) {
    String address = withoutPrefix(match);
    int zone = address.indexOf('%');
    String bare = zone < 0 ? address : address.substring(0, zone);
    return HEX.countIn(bare) >= 2 && InetAddresses.isInetAddress(bare);
  }

  /** A field that holds nothing but an address as one number, decimal or hexadecimal. */
  static boolean isNumber(String whole) {
    if (whole.length() == 8 && HEX.matchesAllOf(whole)) {
      return whole.chars().anyMatch(Character::isDigit)
          && whole.chars().anyMatch(Character::isLetter);
    }
    if (whole.length() < 8 || whole.length() > 10 || !whole.chars().allMatch(Addresses::isDigit)) {
      return false;
    }
    long value = Long.parseLong(whole);
    return !whole.startsWith("0") && value >= FIRST_NETWORK && value < 1L << 32;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** A network as Throng truncates it: the first 24 bits of IPv4, the first 48 of IPv6. */
  static boolean isTruncated(String text) {
    boolean v4 = text.endsWith(".0/24");
    if (!v4 && !text.endsWith("/48")) {
      return false;
    }
    String first = withoutPrefix(text);
    if (!InetAddresses.isInetAddress(first)) {
      return false;
    }
    byte[] address = InetAddresses.forString(first).getAddress();
    boolean zero = address.length == (v4 ? 4 : 16);
    for (int i = v4 ? 3 : 6; i < address.length; i++) {
      zero &= address[i] == 0;
    }
    return zero;
  }

  private static String withoutPrefix(String text) {
    int slash = text.indexOf('/');
    return slash < 0 ? text : text.substring(0, slash);
  }
}
