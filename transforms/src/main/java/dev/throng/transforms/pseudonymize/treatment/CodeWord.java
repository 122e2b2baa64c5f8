package dev.throng.transforms.pseudonymize.treatment;

import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Codes of closed lists: countries (ISO 3166-1 alpha-2), currencies (ISO 4217), languages (the ISO
 * 639-1 primary subtag). The lists are those of the Java runtime. What is not on them is null.
 * Nothing is allocated.
 */
public final class CodeWord {

  private static final int LETTERS = 26;
  private static final @Nullable String[] COUNTRIES = new String[LETTERS * LETTERS];
  private static final @Nullable String[] LANGUAGES = new String[LETTERS * LETTERS];
  private static final @Nullable String[] CURRENCIES = new String[LETTERS * LETTERS * LETTERS];

  static {
    for (String country : Locale.getISOCountries()) {
      COUNTRIES[index(country, 2)] = country;
    }
    for (String language : Locale.getISOLanguages()) {
      LANGUAGES[index(language, 2)] = language;
    }
    // Withdrawn codes that old devices still send.
    LANGUAGES[index("iw", 2)] = "he";
    LANGUAGES[index("in", 2)] = "id";
    LANGUAGES[index("ji", 2)] = "yi";
    for (Currency currency : Currency.getAvailableCurrencies()) {
      CURRENCIES[index(currency.getCurrencyCode(), 3)] = currency.getCurrencyCode();
    }
    // "No currency" and the code for tests say nothing.
    CURRENCIES[index("XXX", 3)] = null;
    CURRENCIES[index("XTS", 3)] = null;
  }

  private CodeWord() {}

  /** The country's two letters in upper case, or null. */
  public static @Nullable String country(@Nullable String code) {
    return code != null && code.length() == 2 ? at(COUNTRIES, index(code, 2)) : null;
  }

  /** The currency's three letters in upper case, or null. */
  public static @Nullable String currency(@Nullable String code) {
    return code != null && code.length() == 3 ? at(CURRENCIES, index(code, 3)) : null;
  }

  /**
   * The two letters, in lower case, of the language that a tag ({@code pt-BR}, {@code zh_Hant}) or
   * the first of an Accept-Language list names; or null. Region and script are dropped.
   */
  public static @Nullable String language(@Nullable String tag) {
    if (tag == null || tag.length() < 2) {
      return null;
    }
    if (tag.length() > 2) {
      char next = tag.charAt(2);
      if (next != '-' && next != '_' && next != ',' && next != ';') {
        return null;
      }
    }
    return at(LANGUAGES, index(tag, 2));
  }

  private static @Nullable String at(@Nullable String[] list, int index) {
    return index < 0 ? null : list[index];
  }

  /** The place of the first letters in a list, -1 if one is no ASCII letter. */
  private static int index(String code, int letters) {
    int index = 0;
    for (int i = 0; i < letters; i++) {
      char c = code.charAt(i);
      int letter = (c | 0x20) - 'a';
      if (c >= 0x80 || letter < 0 || letter >= LETTERS) {
        return -1;
      }
      index = LETTERS * index + letter;
    }
    return index;
  }
}
