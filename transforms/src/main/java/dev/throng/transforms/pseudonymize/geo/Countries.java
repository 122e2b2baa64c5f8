package dev.throng.transforms.pseudonymize.geo;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The codes of ISO 3166-1 that the JDK knows, and {@code XK}, which GeoNames and MaxMind use. */
final class Countries {
  private static final Map<String, String> ALPHA_2 = codes();

  private Countries() {}

  private static Map<String, String> codes() {
    Map<String, String> codes = new HashMap<>();
    for (String code : Locale.getISOCountries()) {
      codes.put(code, code);
      String alpha3 = alpha3(code);
      if (alpha3 != null) {
        codes.put(alpha3, code);
      }
    }
    codes.put("XK", "XK");
    codes.put("XKX", "XK");
    return Map.copyOf(codes);
  }

  private static @Nullable String alpha3(String code) {
    try {
      return new Locale.Builder().setRegion(code).build().getISO3Country();
    } catch (MissingResourceException e) {
      return null; // known by its alpha-2 form alone
    }
  }

  /** Every alpha-2 code. */
  static Set<String> all() {
    return Set.copyOf(ALPHA_2.values());
  }

  /** The alpha-2 code of an alpha-2 or alpha-3 code in any case; null for anything else. */
  static @Nullable String of(@Nullable String code) {
    if (code == null || code.length() < 2 || code.length() > 3) {
      return null;
    }
    String known = ALPHA_2.get(code);
    if (known != null) {
      return known;
    }
    for (int i = 0; i < code.length(); i++) {
      // ASCII first: upper-casing turns some foreign letters into ASCII ones.
      if (code.charAt(i) > 0x7f) {
        return null;
      }
    }
    return ALPHA_2.get(code.toUpperCase(Locale.ROOT));
  }
}
