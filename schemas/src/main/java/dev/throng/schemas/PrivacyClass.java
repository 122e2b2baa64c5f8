package dev.throng.schemas;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What kind of datum a field holds, for privacy: the closed list that every leaf field of every
 * noun chooses from. A policy file maps the classes of raw data to treatments; the reach bounds
 * where a field of the class may stand at all.
 */
public enum PrivacyClass {
  // What a source may tell and no field takes.
  DIRECT_IDENTIFIER(Reach.NOWHERE, "A name, address, phone, email or picture of a person (P6)."),

  // What a source tells: it never leaves the worker's memory (law 1).
  RECORD_ID(Reach.MEMORY, "The source's own id of one event."),
  DEVICE_ID(Reach.MEMORY, "An id that tells one device from all others."),
  COOKIE_ID(Reach.MEMORY, "The value of a cookie that tells one browser from all others."),
  USER_ID(Reach.MEMORY, "The account of a person."),
  COMPANY_ID(Reach.MEMORY, "The account of a company, which may be one person."),
  SELLER_ID(Reach.MEMORY, "The account of a seller, which may be one person."),
  ORDER_ID(Reach.MEMORY, "The number of an order, which leads to who ordered."),
  DEVICE_ATTRIBUTE(Reach.MEMORY, "A property of a device as its source names it, however fine."),
  SCREEN(Reach.MEMORY, "An exact screen size, which helps to tell devices apart."),
  LANGUAGE(Reach.MEMORY, "A whole language tag, which helps to tell devices apart."),
  USER_AGENT(Reach.MEMORY, "Whole headers that describe browser and device."),
  IP_ADDRESS(Reach.MEMORY, "A whole network address (P3)."),
  COORDINATES(Reach.MEMORY, "Exact coordinates (P2)."),
  POSTAL_CODE(Reach.MEMORY, "A postal code, which is finer than a city (P2)."),
  PLACE(Reach.MEMORY, "A country, region or city that the source claims, unchecked."),
  COUNTRY(Reach.MEMORY, "A country that the source claims, unchecked."),
  URL(Reach.MEMORY, "A whole address of a page, with whatever hides in it (P6, P32)."),
  REFERRER(Reach.MEMORY, "A whole address of the page before, with whatever hides in it."),
  CAMPAIGN(Reach.MEMORY, "A campaign's parameter, which a sender may have filled with anything."),
  FREE_TEXT(Reach.MEMORY, "Text that people write or read, with whatever hides in it (P5, P6)."),
  SPECIAL_TEXT(Reach.MEMORY, "Text that may tell of health or of minors (P8)."),
  SPECIAL_FLAG(Reach.MEMORY, "Whether something tells of health, and who agreed to that (P8)."),
  MINOR(Reach.MEMORY, "Whether a person is known to be under 18 (P19)."),
  CURRENCY(Reach.MEMORY, "A currency as the source names it, unchecked."),
  CONSENT_SIGNAL(Reach.MEMORY, "An encoded consent signal, fine enough to tell people apart."),
  POLICY_VERSION(Reach.MEMORY, "The version of the policy that a consent was given to (P21)."),
  SUBJECT_ID(Reach.MEMORY, "The id of whom a fact of the ledger is about, whatever its type."),
  PROPERTY(Reach.MEMORY, "Anything else, by name; only the policy's word lets one pass (P33)."),

  // What a standing key makes: it lives as long as the key, so it is never written.
  STANDING_HASH(Reach.SHUFFLE, "A hash under a standing key, or a set of them; never written."),
  JOIN_PSEUDONYM(Reach.SHUFFLE, "A keyed hash of an id, under the key that joins the ledger."),

  // What may be written.
  PSEUDONYM(Reach.STORED, "A keyed hash of an id, under the key of an epoch."),
  TRUNCATED_IP(Reach.STORED, "A network of /24 or /48; only where the policy keeps it (P32)."),
  COARSE_PLACE(Reach.STORED, "A country, a region, or a city of enough people (P2)."),
  COARSE_AGENT(Reach.STORED, "A family, a major version or a class that many devices share (P4)."),
  COARSE_URL(Reach.STORED, "A part of an address with identifiers and tokens removed."),
  SCRUBBED_TEXT(Reach.STORED, "Text with identifiers removed (P6, P7)."),
  VOCABULARY(Reach.STORED, "One word of a short known list."),
  CATALOGUE(Reach.STORED, "A thing of the platform's own catalogue; says nothing by itself."),
  COUNT(Reach.STORED, "A small number of things."),
  AMOUNT(Reach.STORED, "An amount of money, clamped; stored events bucket it."),
  TIME(Reach.STORED, "When it happened; stored events cut it to the minute."),
  FLAG(Reach.STORED, "Yes or no."),
  CONSENT_WORD(Reach.STORED, "What a person allows or refuses (P18)."),
  ORIGIN(Reach.STORED, "Where a record was read: a file and an offset, never its content."),
  SEALED_RECORD(
      Reach.STORED, "A whole record, encrypted to a key whose private half no job holds (P20)."),
  STATISTIC(Reach.STORED, "A number, or its label, about a group or about the run.");

  private static final Map<String, PrivacyClass> BY_LABEL = byLabel();

  private final Reach reach;
  private final String meaning;

  PrivacyClass(Reach reach, String meaning) {
    this.reach = reach;
    this.meaning = meaning;
  }

  /** The name in the schemas' {@code privacy} and in policy files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How far a field of this class may go. */
  public Reach reach() {
    return reach;
  }

  /** What it is, in one sentence. */
  public String meaning() {
    return meaning;
  }

  /** The class of that name, or nothing where there is none. */
  public static Optional<PrivacyClass> of(String label) {
    return Optional.ofNullable(BY_LABEL.get(label));
  }

  private static Map<String, PrivacyClass> byLabel() {
    Map<String, PrivacyClass> all = new TreeMap<>();
    for (PrivacyClass each : values()) {
      all.put(each.label(), each);
    }
    return all;
  }
}
