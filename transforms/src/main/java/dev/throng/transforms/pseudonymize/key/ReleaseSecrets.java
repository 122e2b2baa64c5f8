package dev.throng.transforms.pseudonymize.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * The secrets of the noise in what third parties get, one for each month of windows (UTC): whoever
 * has one can take the noise off again. Read on the worker, which creates none.
 */
public final class ReleaseSecrets {
  private static final byte[] INFO = "release".getBytes(StandardCharsets.US_ASCII);
  private static final int BYTES = 32;

  private final Keyring keyring;

  private ReleaseSecrets(Keyring keyring) {
    this.keyring = keyring;
  }

  /** Those of a keyring; nothing is read yet. */
  public static ReleaseSecrets of(KeySettings settings) {
    return new ReleaseSecrets(Keyring.of(settings));
  }

  /**
   * The secret of the month in which a window starts: HKDF-SHA-256 (RFC 5869) of the month's key.
   *
   * @param windowStart milliseconds since 1970-01-01T00:00Z
   * @return 32 bytes; nothing where the key was destroyed
   * @throws KeyException where it was never made
   */
  public Optional<byte[]> of(long windowStart) {
    KeyName name = KeyName.ofRelease(Epoch.dayOf(windowStart));
    KeyOutcome outcome = keyring.find(name);
    if (outcome instanceof KeyOutcome.Destroyed) {
      return Optional.empty();
    }
    if (!(outcome instanceof KeyOutcome.Live live)) {
      throw new KeyException(
          "the keyring has no key " + name + ": make it with 'throng keys create'");
    }
    try {
      return Optional.of(live.prf().computePrimary(INFO, BYTES));
    } catch (GeneralSecurityException e) {
      throw new KeyException("the secret of " + name + " cannot be derived");
    }
  }
}
