package dev.throng.transforms.pseudonymize.treatment;

import java.net.IDN;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The host in a URL's authority: user info and port dropped, lower case, other scripts as punycode,
 * an address (or what a browser would take for one) as {@code {ip}}, labels with an identifier in
 * them as {@code {id}}. Nothing is looked up. Not thread-safe.
 */
final class HostName {

  private static final int LONGEST = 253; // RFC 1035 section 2.3.4
  private static final int LONGEST_LABEL = 63;
  private static final int LONG_NUMBER = 5;

  private final IdentifierSearch search;

  HostName(IdentifierSearch search) {
    this.search = search;
  }

  /** The host of what stands between {@code //} and the path, or null if there is none. */
  @Nullable String of(String authority) {
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    if (host.startsWith("[")) {
      int close = host.indexOf(']');
      return close > 0 && portOrNothing(host, close + 1) ? Identifier.IP.placeholder : null;
    }
    int colon = host.indexOf(':');
    if (colon >= 0) {
      if (!portOrNothing(host, colon)) {
        return null;
      }
      host = host.substring(0, colon);
    }
    if (host.isEmpty() || host.length() > LONGEST) {
      return null;
    }
    String ascii = ascii(host);
    if (ascii == null) {
      return null;
    }
    if (ascii.endsWith(".")) {
      ascii = ascii.substring(0, ascii.length() - 1);
    }
    return ascii.isEmpty() || ascii.length() > LONGEST ? null : labels(ascii);
  }

  private static @Nullable String ascii(String host) {
    boolean ascii = true;
    for (int i = 0; i < host.length(); i++) {
      ascii &= host.charAt(i) < 0x80;
    }
    try {
      return (ascii ? host : IDN.toASCII(host, IDN.ALLOW_UNASSIGNED)).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return null; // no host name; the message would quote it (F22)
    }
  }

  private @Nullable String labels(String host) {
    int last = host.lastIndexOf('.') + 1;
    boolean simple = true;
    for (int i = 0, start = 0; i <= host.length(); i++) {
      char c = i < host.length() ? host.charAt(i) : '.';
      if (c == '.') {
        if (i == start || i - start > LONGEST_LABEL) {
          return null;
        }
        start = i + 1;
      } else if (c >= '0' && c <= '9') {
        simple = false;
      } else if (c < 'a' || c > 'z') {
        if (c != '-' && c != '_') {
          return null;
        }
      } else if (i - start >= 15) {
        simple = false;
      }
    }
    // The URL Standard: a host whose last label is a number is an IPv4 address, in whatever form.
    if (numeric(host, last)) {
      return Identifier.IP.placeholder;
    }
    return simple ? host : scrubbed(host);
  }

  private String scrubbed(String host) {
    // Three labels of digits or more: an address spelt in labels, as in reverse look-ups.
    boolean spelt = numericLabels(host) >= 3;
    StringBuilder out = new StringBuilder(host.length());
    for (int start = 0; start <= host.length(); ) {
      int end = host.indexOf('.', start);
      end = end < 0 ? host.length() : end;
      String label = host.substring(start, end);
      out.append(start == 0 ? "" : ".");
      out.append(
          (spelt && numeric(label, 0)) || telling(readable(label))
              ? Identifier.ID.placeholder
              : label);
      start = end + 1;
    }
    return out.toString();
  }

  private boolean telling(String label) {
    int groups = 0;
    int digits = 0;
    int run = 0;
    for (int i = 0; i < label.length(); i++) {
      char c = label.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      run = digit ? run + 1 : 0;
      digits += digit ? 1 : 0;
      groups += run == 1 ? 1 : 0;
      if (run >= LONG_NUMBER) {
        return true;
      }
    }
    // Four groups of digits: an address, as providers name their customers' lines.
    return (digits > 0 && groups >= 4) || search.first(Folding.fold(label)) != null;
  }

  private static int numericLabels(String host) {
    int labels = 0;
    for (int start = 0; start < host.length(); ) {
      int end = host.indexOf('.', start);
      end = end < 0 ? host.length() : end;
      labels += numeric(host.substring(start, end), 0) ? 1 : 0;
      start = end + 1;
    }
    return labels;
  }

  private static String readable(String label) {
    // Punycode looks like a token; the name behind it is what counts.
    return label.startsWith("xn--") ? IDN.toUnicode(label, IDN.ALLOW_UNASSIGNED) : label;
  }

  private static boolean numeric(String host, int from) {
    boolean hex = host.startsWith("0x", from);
    for (int i = hex ? from + 2 : from; i < host.length(); i++) {
      char c = host.charAt(i);
      if (!(c >= '0' && c <= '9') && !(hex && MarkedText.isHex(c))) {
        return false;
      }
    }
    return true;
  }

  private static boolean portOrNothing(String host, int from) {
    if (from == host.length()) {
      return true;
    }
    if (host.charAt(from) != ':' || host.length() - from > 6) {
      return false;
    }
    for (int i = from + 1; i < host.length(); i++) {
      if (host.charAt(i) < '0' || host.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
