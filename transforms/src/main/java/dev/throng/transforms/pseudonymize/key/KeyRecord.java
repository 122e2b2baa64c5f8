package dev.throng.transforms.pseudonymize.key;

import java.time.Instant;
import java.util.Optional;

/**
 * What may be told about a key, and nothing secret.
 *
 * @param name its name in the keyring, for example {@code epoch/2026-06}
 * @param kind what it is for
 * @param state {@code LIVE} or {@code DESTROYED}
 * @param keyId 16 hexadecimal digits, chosen at random; empty where nobody wrote down which key was
 *     destroyed
 * @param created when it was made, to the second; empty likewise. It is read without the master
 *     key, and so is not proved
 */
public record KeyRecord(
    String name, Kind kind, EpochState state, Optional<String> keyId, Optional<Instant> created) {

  /** What a key is for. */
  public enum Kind {
    /** The ledger's and people's keys, which belong to no epoch. */
    STANDING,
    /** The keys of published pseudonyms. */
    EPOCH,
    /** The keys of ids that live no longer than a day (P16). */
    DAY,
    /** The keys of the noise in what third parties get, one a month (P13). */
    RELEASE
  }
}
