package dev.throng.transforms.pseudonymize.treatment;

import dev.throng.transforms.pseudonymize.geo.TruncatedIp;
import org.jspecify.annotations.Nullable;

/**
 * Cuts an IP address in text to its network: the first 24 bits of IPv4, the first 48 of IPv6 (P3).
 *
 * <p>Understood are a dotted quad of four decimal parts of 0 to 255 without leading zeros, with or
 * without {@code :port}; IPv6 in the text forms of RFC 4291 section 2.2, plain, with a zone id, or
 * in brackets with or without a port. Everything else gives null: host names, octal, hexadecimal or
 * shortened quads, digits outside ASCII, surrounding space, lists, more than 64 characters. No name
 * is ever looked up.
 *
 * <p>An IPv6 address that carries an IPv4 one counts as that IPv4 address: v4-mapped and
 * v4-compatible (RFC 4291 section 2.5.5; {@code ::} and {@code ::1} are the unspecified and the
 * loopback address, not compatible ones), 6to4 (RFC 3056), Teredo (RFC 4380, the client's address,
 * which stands inverted in the last 32 bits), NAT64 under the well-known prefix {@code
 * 64:ff9b::/96} (RFC 6052). Under the local-use prefix {@code 64:ff9b:1::/48} (RFC 8215) the place
 * of the IPv4 address is up to each network, so it is not unwrapped: its /48 is the prefix itself
 * and holds no bit of any address. The same goes for ISATAP, whose IPv4 address stands in the half
 * that is cut.
 *
 * <p>Private, loopback and link-local addresses are truncated like any other. Not thread-safe.
 */
public final class IpTruncation {

  private static final int LONGEST = 64;
  private static final long LOW_32 = 0xffff_ffffL;

  private final IpLiteral literal = new IpLiteral();

  /** The network of one address, or null where the text is no address. */
  public @Nullable TruncatedIp truncate(@Nullable String ip) {
    return ip == null ? null : truncate(ip, 0, ip.length());
  }

  /**
   * The network of the client, seen through proxies.
   *
   * @param ip the address that connected
   * @param forwardedFor the X-Forwarded-For list, oldest first; each proxy appends who connected to
   *     it. The syntax of RFC 7239 is not read
   * @param trustedHops how many proxies, counted from the right and the connecting one included,
   *     are trusted to have appended the truth: 0 ignores the list, 1 takes its last entry, n its
   *     n-th from the right. A list with fewer entries than that did not come through all of them
   *     and is ignored: the connecting address counts. An entry that is no address gives null
   * @throws IllegalArgumentException if {@code trustedHops} is negative
   */
  public @Nullable TruncatedIp truncate(
      @Nullable String ip, @Nullable String forwardedFor, int trustedHops) {
    if (trustedHops < 0) {
      throw new IllegalArgumentException("trusted hops are 0 or more");
    }
    if (trustedHops == 0 || forwardedFor == null || forwardedFor.isBlank()) {
      return truncate(ip);
    }
    int end = forwardedFor.length();
    for (int hop = 1; hop < trustedHops; hop++) {
      end = forwardedFor.lastIndexOf(',', end - 1);
      if (end < 0) {
        return truncate(ip);
      }
    }
    int start = forwardedFor.lastIndexOf(',', end - 1) + 1;
    while (start < end && isSpace(forwardedFor.charAt(start))) {
      start++;
    }
    while (start < end && isSpace(forwardedFor.charAt(end - 1))) {
      end--;
    }
    return truncate(forwardedFor, start, end);
  }

  /**
   * The whole address of the client in one spelling, found like that of {@link #truncate(String,
   * String, int)}: for hashing under a key of the day on the spot, and nothing else (P3).
   */
  public @Nullable String whole(
      @Nullable String ip, @Nullable String forwardedFor, int trustedHops) {
    if (truncate(ip, forwardedFor, trustedHops) == null) {
      return null;
    }
    long v4 = v4(literal);
    return v4 < 0
        ? Long.toHexString(literal.high) + ':' + Long.toHexString(literal.low)
        : Long.toHexString(v4);
  }

  private @Nullable TruncatedIp truncate(String text, int from, int to) {
    if (to - from < 2 || to - from > LONGEST) {
      return null;
    }
    int start = from;
    int end = to;
    boolean bracketed = text.charAt(from) == '[';
    if (bracketed) {
      end = text.indexOf(']', from);
      if (end < 0 || end >= to || (end + 1 < to && !isPort(text, end + 1, to))) {
        return null;
      }
      start++;
    }
    int zone = text.indexOf('%', start);
    boolean zoned = zone >= 0 && zone < end;
    if (zoned) {
      if (!isZone(text, zone + 1, end)) {
        return null;
      }
      end = zone;
    }
    if (!bracketed && !zoned) {
      int colon = text.indexOf(':', start);
      // One colon behind a dot is a port; IPv6 has at least two, the first before any dot.
      if (colon > 0 && colon < end && text.lastIndexOf('.', colon) >= start) {
        if (!isPort(text, colon, end)) {
          return null;
        }
        end = colon;
      }
    }
    if (!literal.read(text, start, end) || (!literal.v6 && (bracketed || zoned))) {
      return null;
    }
    return network(literal);
  }

  private static TruncatedIp network(IpLiteral ip) {
    long v4 = v4(ip);
    return v4 < 0 ? new TruncatedIp(true, ip.high >>> 16) : new TruncatedIp(false, v4 >>> 8);
  }

  /** The 32 bits of the IPv4 address that it is or carries; -1 if there is none. */
  private static long v4(IpLiteral ip) {
    if (!ip.v6) {
      return ip.low & LOW_32;
    }
    if (ip.high == 0) {
      long middle = ip.low >>> 32;
      boolean mapped = middle == 0xffff;
      boolean compatible = middle == 0 && ip.low > 1;
      if (mapped || compatible) {
        return ip.low & LOW_32;
      }
    } else if (ip.high >>> 48 == 0x2002) { // 6to4
      return ip.high >>> 16 & LOW_32;
    } else if (ip.high >>> 32 == 0x2001_0000L) { // Teredo
      return ~ip.low & LOW_32;
    } else if (ip.high == 0x0064_ff9b_0000_0000L && ip.low >>> 32 == 0) { // NAT64
      return ip.low & LOW_32;
    }
    return -1;
  }

  private static boolean isPort(String text, int from, int to) {
    int digits = to - from - 1;
    if (text.charAt(from) != ':' || digits < 1 || digits > 5) {
      return false;
    }
    int port = 0;
    for (int i = from + 1; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
      port = 10 * port + (c - '0');
    }
    return port <= 65_535;
  }

  /** Zone ids are names of interfaces (RFC 4007 section 11.2), unreserved characters in URIs. */
  private static boolean isZone(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      boolean fits =
          (c >= '0' && c <= '9')
              || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z' && c < 0x80)
              || c == '.'
              || c == '-'
              || c == '_'
              || c == '~';
      if (!fits) {
        return false;
      }
    }
    return from < to;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }
}
