package dev.throng.transforms.pseudonymize.treatment;

/**
 * Reads one IP address in its text form, by hand and in one pass: the dotted quad of four decimal
 * parts without leading zeros, and the forms of IPv6 in RFC 4291 section 2.2. Nothing is looked up,
 * nothing is guessed, nothing allocated; the digits are ASCII only. Not thread-safe: the last
 * address read stands in the fields.
 */
final class IpLiteral {

  /** Whether the last address read was written as IPv6. */
  boolean v6;

  /** The upper 64 bits of an IPv6 address; 0 for IPv4. */
  long high;

  /** The lower 64 bits of an IPv6 address, or the 32 of an IPv4 one. */
  long low;

  /** Whether the characters from {@code from} to before {@code to} are exactly one address. */
  boolean read(CharSequence text, int from, int to) {
    high = 0;
    low = 0;
    for (int i = from; i < to && i < from + 5; i++) {
      char c = text.charAt(i);
      if (c == ':') {
        v6 = true;
        return readV6(text, from, to);
      }
      if (c == '.') {
        break;
      }
    }
    v6 = false;
    return readV4(text, from, to);
  }

  /** Reads a dotted quad into the lower 32 bits of {@link #low}, which it leaves alone if none. */
  private boolean readV4(CharSequence text, int from, int to) {
    if (to - from < 7 || to - from > 15) {
      return false;
    }
    long address = 0;
    int parts = 0;
    int digits = 0;
    int part = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '.') {
        if (digits == 0 || parts == 3) {
          return false;
        }
        address = address << 8 | part;
        parts++;
        digits = 0;
        part = 0;
      } else if (c >= '0' && c <= '9') {
        if (digits > 0 && part == 0) {
          return false; // a leading zero: octal to some readers, decimal to others
        }
        part = 10 * part + (c - '0');
        digits++;
        if (part > 255) {
          return false;
        }
      } else {
        return false;
      }
    }
    if (parts != 3 || digits == 0) {
      return false;
    }
    low |= address << 8 | part;
    return true;
  }

  private boolean readV6(CharSequence text, int from, int to) {
    if (to - from < 2 || to - from > 45) {
      return false;
    }
    long above = 0; // what stands before "::", right-aligned in 128 bits as (aboveHigh, above)
    long aboveHigh = 0;
    int groups = 0;
    int groupsAbove = -1;
    int i = from;
    if (text.charAt(i) == ':') {
      if (text.charAt(i + 1) != ':') {
        return false;
      }
      groupsAbove = 0;
      i += 2;
    }
    while (i < to) {
      int start = i;
      int value = 0;
      while (i < to && i - start < 5) {
        int digit = hex(text.charAt(i));
        if (digit < 0) {
          break;
        }
        value = value << 4 | digit;
        i++;
      }
      if (i < to && text.charAt(i) == '.') {
        if (groups > 6) {
          return false;
        }
        high = high << 32 | low >>> 32;
        low <<= 32;
        if (!readV4(text, start, to)) {
          return false;
        }
        groups += 2;
        i = to;
        break;
      }
      if (i == start || i - start > 4 || groups == 8) {
        return false;
      }
      high = high << 16 | low >>> 48;
      low = low << 16 | value;
      groups++;
      if (i == to) {
        break;
      }
      if (text.charAt(i) != ':' || i + 1 == to) {
        return false;
      }
      i++;
      if (text.charAt(i) == ':') {
        if (groupsAbove >= 0) {
          return false;
        }
        groupsAbove = groups;
        aboveHigh = high;
        above = low;
        high = 0;
        low = 0;
        i++;
      }
    }
    if (groupsAbove < 0) {
      return groups == 8;
    }
    // RFC 4291 says "one or more groups" of zeros, RFC 5952 that one alone should not be so cut;
    // "::" for none at all is no address.
    if (groups > 7) {
      return false;
    }
    int shift = 16 * (8 - groupsAbove);
    if (shift == 128) {
      return true;
    }
    if (shift >= 64) {
      high |= above << (shift - 64);
    } else {
      high |= aboveHigh << shift | above >>> (64 - shift);
      low |= above << shift;
    }
    return true;
  }

  private static int hex(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int lower = c | 0x20;
    return c < 0x80 && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }
}
