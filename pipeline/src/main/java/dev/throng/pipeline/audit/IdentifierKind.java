package dev.throng.pipeline.audit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of identifiers that are looked for in folded text, the most telling shape first. Each
 * has a cheap sign, a pattern, and a rule that confirms what matched.
 *
 * <p>Not found: names, postal addresses, passwords, and numbers that no rule tells from others.
 */
enum IdentifierKind {
  /** RFC 7519; the header begins with the base64 of <code>{"</code>. */
  TOKEN("JSON Web Tokens", "eyJ", "eyJ[\\w-]{5,}\\.[\\w-]{5,}(?:\\.[\\w-]*)?"),
  USER_INFO("addresses with user info", "://", "[A-Za-z][A-Za-z0-9+.-]*://[^\\s/?#@]+@[^\\s/?#]+"),
  QUERY("addresses with a query", "://", "[A-Za-z][\\w+.-]*://[^\\s?#]*\\?[^\\s]+"),
  EMAIL("e-mail addresses", "@", "[\\p{L}\\p{N}._%+'-]+@(?:[\\p{L}\\p{N}-]+\\.)+\\p{L}{2,}"),
  DEVICE_ID(
      "device ids (GUID)",
      "-",
      "(?<![\\p{Alnum}-])\\p{XDigit}{8}-(?:\\p{XDigit}{4}-){3}\\p{XDigit}{12}(?![\\p{Alnum}-])"),
  /** What Throng itself makes, where it does not belong. */
  PSEUDONYM(
      "pseudonyms",
      ".",
      "(?<![\\w.])d?\\d{4}-(?:W\\d{2}|\\d{2}(?:-\\d{2})?)\\.[\\w-]{22}(?![\\w-])"),
  HARDWARE(
      "hardware addresses",
      null,
      "(?<![\\w:.-])(?:\\p{XDigit}{2}([:-])(?:\\p{XDigit}{2}\\1){4}\\p{XDigit}{2}"
          + "|\\p{XDigit}{4}\\.\\p{XDigit}{4}\\.\\p{XDigit}{4})(?![\\w:.-])"),
  IPV6(
      "IP addresses",
      ":",
      "(?<![\\w:.])(?=\\p{XDigit}*:)[\\p{XDigit}:]{2,}(?:(?:\\d{1,3}\\.){3}\\d{1,3})?"
          + "(?:%\\w+)?(?:/\\d{1,3})?(?![\\w:]|\\.\\d)"),
  IPV4(
      "IP addresses",
      ".",
      "(?<!\\w|\\d\\.)(?:(?:0[xX]\\p{XDigit}{1,2}|\\d{1,4})\\.){3}(?:0[xX]\\p{XDigit}{1,2}|\\d{1,4})"
          + "(?:/\\d{1,2})?(?!\\w|\\.\\d)"),
  IPV4_NAME(
      "IP addresses",
      "-",
      "(?<![\\w-])(?:ip-(?:\\d{1,3}-){3}\\d{1,3}(?![\\w-])"
          + "|(?:\\d{1,3}-){3}\\d{1,3}(?=\\.[A-Za-z]))"),
  IPV4_HEX("IP addresses", "0", "(?<!\\w)0[xX]\\p{XDigit}{8}(?!\\w)"),
  /** ISO 13616 and ISO 7064. */
  ACCOUNT("bank accounts (IBAN)", null, "(?<!\\w)[A-Z]{2}\\d{2}(?:[ -]?[A-Z0-9]){11,30}(?!\\w)"),
  /** ISO/IEC 7812-1, annex B, which GSMA TS.06 takes over for IMEIs. */
  CARD("card numbers or IMEIs", null, "(?<![\\w.])(?:\\d[ -]?){12,18}\\d(?!\\w|\\.\\d)"),
  /** ITU-T E.164, with + or 00. */
  PHONE("telephone numbers", null, "(?<![\\w+.-])(?:\\+|00)[1-9](?:[ ()./-]{0,2}\\d){7,14}(?!\\w)");

  final String words;
  private final @Nullable String sign;
  private final Pattern pattern;

  IdentifierKind(String words, @Nullable String sign, String pattern) {
    this.words = words;
    this.sign = sign;
    this.pattern = Pattern.compile(pattern);
  }

  /** The first identifier of this kind, or null. */
  @Nullable String in(String folded) {
    if (sign != null && !folded.contains(sign)) {
      return null;
    }
    Matcher found = pattern.matcher(folded);
    while (found.find()) {
      if (confirms(found.group())) {
        return found.group();
      }
    }
    return null;
  }

  private boolean confirms(String match) {
    return switch (this) {
      case IPV6 -> Addresses.isV6(match);
      case IPV4 -> Addresses.isV4(match);
      case IPV4_NAME -> Addresses.isV4Name(match);
      case ACCOUNT -> Numbers.isIban(match);
      case CARD -> Numbers.isCard(match);
      default -> true;
    };
  }
}
