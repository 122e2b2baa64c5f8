package dev.throng.transforms.pseudonymize;

import com.google.common.collect.ImmutableSet;
import dev.throng.schemas.PrivacyClass;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What can become of a field of raw data. Each treatment knows the privacy classes that it is made
 * for and is refused for any other: text under a treatment for ids would come out by accident.
 */
public enum Treatment {
  PSEUDONYMIZE(
      "becomes a keyed hash that lives no longer than its key",
      PrivacyClass.RECORD_ID,
      PrivacyClass.DEVICE_ID,
      PrivacyClass.COOKIE_ID,
      PrivacyClass.USER_ID,
      PrivacyClass.COMPANY_ID,
      PrivacyClass.SELLER_ID,
      PrivacyClass.ORDER_ID),
  TRUNCATE(
      "is cut to /24 or /48, serves the look-up of the place, and is then dropped unless"
          + " keep_network says yes",
      PrivacyClass.IP_ADDRESS),
  COARSEN_PLACE(
      "becomes a city of at least smallest_city people, else its region, else its country",
      PrivacyClass.COORDINATES,
      PrivacyClass.PLACE),
  COUNTRY_CODE("becomes a code of ISO 3166, or nothing", PrivacyClass.COUNTRY),
  CURRENCY_CODE("becomes a code of ISO 4217, or nothing", PrivacyClass.CURRENCY),
  COARSEN_AGENT(
      "becomes families and major versions of browser and system, a class of device, and whether it"
          + " is a robot",
      PrivacyClass.USER_AGENT),
  ROUND_SCREEN("is rounded to hundreds of pixels", PrivacyClass.SCREEN),
  PRIMARY_LANGUAGE("is cut to the language without region and script", PrivacyClass.LANGUAGE),
  SCRUB_URL(
      "becomes host and path with placeholders for identifiers, and the query parameters that this"
          + " policy names",
      PrivacyClass.URL),
  REGISTRABLE_DOMAIN("becomes the registrable domain", PrivacyClass.REFERRER),
  SCRUB_TEXT(
      "stays as text with placeholders for identifiers, at most 256 characters",
      PrivacyClass.FREE_TEXT,
      PrivacyClass.CAMPAIGN),
  WORD(
      "stays as a word with placeholders for identifiers, at most 64 characters",
      PrivacyClass.DEVICE_ATTRIBUTE,
      PrivacyClass.CATALOGUE),
  CODE(
      "stays as it is if it has at most 16 letters, digits and hyphens and eight digits, else as a"
          + " word",
      PrivacyClass.CATALOGUE),
  VOCABULARY("becomes a word of a short known list", PrivacyClass.VOCABULARY),
  NAMED_ONLY(
      "passes only under a name that this policy lists, scrubbed like text", PrivacyClass.PROPERTY),
  CLAMP_COUNT("is clamped to 0 to 1,000,000", PrivacyClass.COUNT),
  CLAMP_AMOUNT(
      "is clamped to a thousand million of its currency; stored events bucket it",
      PrivacyClass.AMOUNT),
  CHECK_TIME(
      "must lie within the job's limits; stored events cut it to the minute", PrivacyClass.TIME),
  CONSENT(
      "becomes what it says on consent, as bits",
      PrivacyClass.CONSENT_WORD,
      PrivacyClass.CONSENT_SIGNAL,
      PrivacyClass.POLICY_VERSION,
      PrivacyClass.MINOR,
      PrivacyClass.SPECIAL_FLAG),
  DROP("is not read");

  private static final List<String> LABELS = Arrays.stream(values()).map(Treatment::label).toList();

  private final String what;
  private final ImmutableSet<PrivacyClass> classes;

  Treatment(String what, PrivacyClass... classes) {
    this.what = what;
    this.classes = ImmutableSet.copyOf(classes);
  }

  /** The name in policy files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What becomes of the field: the end of a sentence that begins with its name. */
  public String what() {
    return what;
  }

  /**
   * Whether fields of a class may have this treatment. Everything may be dropped but what an event
   * is nothing without, and what refuses: a refusal or a minor's age that nobody reads would let an
   * event through (law 2).
   */
  public boolean treats(PrivacyClass raw) {
    return this == DROP
        ? raw != PrivacyClass.TIME && !CONSENT.classes.contains(raw)
        : classes.contains(raw);
  }

  /** Every label, in the order of this enum. */
  static List<String> labels() {
    return LABELS;
  }

  /** The labels of what fields of a class may have. */
  static List<String> labelsFor(PrivacyClass raw) {
    return Arrays.stream(values()).filter(each -> each.treats(raw)).map(Treatment::label).toList();
  }

  /** The treatment of that label, or null where there is none. */
  static @Nullable Treatment of(String label) {
    int at = LABELS.indexOf(label);
    return at < 0 ? null : values()[at];
  }
}
