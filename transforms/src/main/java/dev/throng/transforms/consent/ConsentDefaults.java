package dev.throng.transforms.consent;

import com.google.common.collect.ImmutableMap;
import dev.throng.transforms.settings.Section;
import dev.throng.transforms.step.Purpose;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What holds where no source says anything: by country of residence, a set of granted purposes. An
 * unknown country takes the strictest: what every country grants.
 */
public final class ConsentDefaults implements Serializable {
  private static final long serialVersionUID = 1;
  private static final String ANY = "*";

  /** Nothing is granted to anyone. */
  public static final ConsentDefaults DENIED = new ConsentDefaults(Map.of(), 0);

  private final ImmutableMap<String, Integer> byCountry;
  private final int elsewhere;
  private final int unknown;

  private ConsentDefaults(Map<String, Integer> byCountry, int elsewhere) {
    this.byCountry = ImmutableMap.copyOf(byCountry);
    this.elsewhere = elsewhere;
    int strictest = elsewhere;
    for (int granted : byCountry.values()) {
      strictest &= granted;
    }
    this.unknown = strictest;
  }

  /**
   * Reads {@code default: {country: {purpose: granted|denied}}}; {@code "*"} stands for every
   * country or purpose that is not named.
   */
  public static ConsentDefaults parse(Section section) {
    Map<String, Map<String, Boolean>> words = new LinkedHashMap<>();
    for (String country : section.keys()) {
      if (!country.equals(ANY) && !country.matches("[A-Z]{2}")) {
        throw section.fault(country, "must be a country's two letters, as in DE, or \"*\"");
      }
      Section purposes =
          section
              .section(country)
              .orElseThrow(() -> section.fault(country, "must hold purposes and words"));
      words.put(country, purposes.all(ConsentDefaults::granted));
    }
    Map<String, Boolean> everywhere = words.getOrDefault(ANY, Map.of());
    Map<String, Integer> byCountry = new LinkedHashMap<>();
    words.forEach((country, own) -> byCountry.put(country, bits(own, everywhere)));
    byCountry.remove(ANY);
    return new ConsentDefaults(byCountry, bits(Map.of(), everywhere));
  }

  /** The purposes that are granted by default to someone who lives there; null is unknown. */
  public int granted(@Nullable String country) {
    return country == null ? unknown : byCountry.getOrDefault(country, elsewhere);
  }

  private static boolean granted(Section purposes, String purpose) {
    if (!purpose.equals(ANY)) {
      try {
        Purpose.valueOf(purpose.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw purposes.fault(purpose, "is no purpose; they are " + Purpose.labels(Purpose.ALL));
      }
    }
    String word = purposes.word(purpose);
    if (!word.equals("granted") && !word.equals("denied")) {
      throw purposes.fault(purpose, "must be granted or denied, not '" + word + "'");
    }
    return word.equals("granted");
  }

  private static int bits(Map<String, Boolean> own, Map<String, Boolean> everywhere) {
    int bits = 0;
    for (Purpose purpose : Purpose.values()) {
      Boolean word = own.getOrDefault(purpose.label(), own.get(ANY));
      if (word == null) {
        word = everywhere.getOrDefault(purpose.label(), everywhere.getOrDefault(ANY, false));
      }
      bits |= word ? purpose.bit() : 0;
    }
    return bits;
  }
}
