package dev.throng.transforms.pseudonymize.key;

import org.jspecify.annotations.Nullable;

/**
 * Makes pseudonyms and keyed hashes of ids on a worker, which reads keys and never creates one.
 *
 * <p>A code is HMAC-SHA-256(HKDF-SHA-256(key, info = the domain's name), length of the id in bytes
 * as four bytes, the id in UTF-8): a pseudonym shows its first 128 bits, a hash is the 64 bits
 * behind them, so that neither tells the other. Ids are taken as they are: not trimmed, not
 * normalized, case matters. An id is refused where it is null, blank, longer than 1,024 chars, or
 * holds a control character or a lone surrogate.
 *
 * <p>Not Serializable, for one thread, opened on the worker from {@link KeySettings}. A key once
 * read stays in memory as long as this object: a later destruction shows to those opened after it.
 * Times are event times in milliseconds since 1970-01-01T00:00Z; epochs and days are UTC's.
 */
public final class Pseudonyms {
  /** The standing hash of what is no id; no id has it. */
  public static final long NOBODY = 0;

  /**
   * Measured with 100,000 ids: where 300 people come in bursts of about ten events, 1,024 places
   * take an id from 365 to 165 ns, and more places gain nothing; where ids come evenly they cost 90
   * ns, 16,384 places 300.
   */
  private static final int RECENT_BITS = 10;

  private static final int LONGEST_TYPED = 1000;
  private static final String UNTYPED = "";

  /** Sets a day's pseudonym apart from an epoch's, which begins with a digit. */
  private static final String DAY_MARK = "d";

  private final Period.All epochs;
  private final Period.All days;
  private final DomainKeys person;
  private final IdBytes bytes = new IdBytes();
  private final Recent recent;

  private Pseudonyms(Keyring keyring, Epoch epoch, int recentBits) {
    epochs = new Period.All(keyring, KeyRecord.Kind.EPOCH, epoch, "");
    days = new Period.All(keyring, KeyRecord.Kind.DAY, Epoch.DAY, DAY_MARK);
    recent = new Recent(recentBits);
    if (!(keyring.find(KeyName.PERSON) instanceof KeyOutcome.Live live)) {
      throw new KeyException(
          "the keyring has no key " + KeyName.PERSON + ": make it with 'throng keys create'");
    }
    person = new DomainKeys(live.prf());
  }

  /**
   * Opens the keyring and its standing key; epochs and days are read when first asked for.
   *
   * @throws KeyException where the master key or the keyring is missing or unusable
   */
  public static Pseudonyms open(KeySettings settings) {
    return open(settings, RECENT_BITS);
  }

  static Pseudonyms open(KeySettings settings, int recentBits) {
    return new Pseudonyms(Keyring.of(settings), settings.epoch(), recentBits);
  }

  /** What is left of the key of the epoch that a time lies in; asked once for each event. */
  public EpochState stateOf(long eventTimeMillis) {
    return epochs.at(eventTimeMillis).state();
  }

  /** What is left of the key of the day that a time lies in, for events with day-bound ids. */
  public EpochState dayStateOf(long eventTimeMillis) {
    return days.at(eventTimeMillis).state();
  }

  /** The name of the epoch that a time lies in, for example {@code 2026-06}. */
  public String epochName(long eventTimeMillis) {
    return epochs.at(eventTimeMillis).name();
  }

  /**
   * An id's pseudonym of the time's epoch: {@code 2026-06.} and 22 characters of base64url, 128
   * bits.
   *
   * @return null where the id is refused or the epoch's key is destroyed
   * @throws KeyException where the epoch's key was never made
   */
  public @Nullable String epochPseudonym(Domain domain, @Nullable String id, long eventTimeMillis) {
    return pseudonym(epochs.at(eventTimeMillis), domain, id);
  }

  /**
   * An id's pseudonym of the time's day, whatever the epoch (P16): {@code d2026-06-01.} and 22
   * characters of base64url, 128 bits.
   *
   * @return null where the id is refused or the day's key is destroyed
   * @throws KeyException where the day's key was never made
   */
  public @Nullable String dayPseudonym(Domain domain, @Nullable String id, long eventTimeMillis) {
    return pseudonym(days.at(eventTimeMillis), domain, id);
  }

  /**
   * A person's, device's or company's 64-bit hash, the same at all times. It may stand in memory, a
   * shuffle or state, and is never written or published.
   *
   * @return {@link #NOBODY} where the id is refused
   */
  public long standingHash(Domain domain, @Nullable String id) {
    return hash(person, domain, UNTYPED, id);
  }

  /**
   * A 64-bit hash that is the same within a day only, for ids that live no longer. It is never
   * written or published either.
   *
   * @return {@link #NOBODY} where the id is refused or the day's key is destroyed
   * @throws KeyException where the day's key was never made
   */
  public long dayStandingHash(Domain domain, @Nullable String id, long eventTimeMillis) {
    DomainKeys keys = keysOf(days.at(eventTimeMillis));
    return keys == null ? NOBODY : hash(keys, domain, UNTYPED, id);
  }

  /**
   * The hash of an id together with its type, for a domain whose ids are of several.
   *
   * @param type without a colon
   * @return {@link #NOBODY} where the id is refused, or is longer than 1,000 chars
   */
  public long standingHash(Domain domain, String type, @Nullable String id) {
    return fits(id) ? hash(person, domain, type, id) : NOBODY;
  }

  /**
   * The same, within a day only.
   *
   * @throws KeyException where the day's key was never made
   */
  public long dayStandingHash(
      Domain domain, String type, @Nullable String id, long eventTimeMillis) {
    DomainKeys keys = keysOf(days.at(eventTimeMillis));
    return keys != null && fits(id) ? hash(keys, domain, type, id) : NOBODY;
  }

  private static boolean fits(@Nullable String id) {
    return id != null && id.length() <= LONGEST_TYPED;
  }

  private @Nullable String pseudonym(Period period, Domain domain, @Nullable String id) {
    DomainKeys keys = keysOf(period);
    if (keys == null || id == null) {
      return null;
    }
    Hmac hmac = keys.of(domain);
    if (domain == Domain.EVENT) {
      // Each comes once: remembered, it would only evict what comes again.
      return bytes.set(UNTYPED, id) ? period.text().of(hmac.of(bytes.buffer(), bytes.end())) : null;
    }
    int place = recent.place(hmac, UNTYPED, id);
    if (recent.holds(place, hmac, UNTYPED, id)) {
      String known = recent.text(place);
      if (known != null) {
        return known;
      }
    }
    if (!bytes.set(UNTYPED, id)) {
      return null;
    }
    String made = period.text().of(hmac.of(bytes.buffer(), bytes.end()));
    recent.put(place, hmac, UNTYPED, id, made, somebody(hmac.unshown64()));
    return made;
  }

  private long hash(DomainKeys keys, Domain domain, String type, @Nullable String id) {
    if (id == null) {
      return NOBODY;
    }
    Hmac hmac = keys.of(domain);
    int place = recent.place(hmac, type, id);
    if (recent.holds(place, hmac, type, id)) {
      return recent.hash(place);
    }
    if (!bytes.set(type, id)) {
      return NOBODY;
    }
    hmac.of(bytes.buffer(), bytes.end());
    long made = somebody(hmac.unshown64());
    recent.put(place, hmac, type, id, null, made);
    return made;
  }

  private static long somebody(long hash) {
    return hash == NOBODY ? 1 : hash;
  }

  private static @Nullable DomainKeys keysOf(Period period) {
    if (period.state() == EpochState.MISSING) {
      throw new KeyException(
          "there is no key for "
              + period.name()
              + ": make the keys of all of 'limits' with 'throng keys create'");
    }
    return period.keys();
  }
}
