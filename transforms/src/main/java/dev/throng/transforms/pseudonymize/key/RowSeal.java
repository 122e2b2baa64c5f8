package dev.throng.transforms.pseudonymize.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * Seals rows that are set apart, because somebody restricted their use or a law wants them kept:
 * AES-256-GCM under a standing key of their own, bound to the place where they lie.
 */
public final class RowSeal {
  private static final byte[] INFO = "isolated rows".getBytes(StandardCharsets.US_ASCII);

  private final GcmBox box;

  private RowSeal(GcmBox box) {
    this.box = box;
  }

  /**
   * The seal of a keyring; its key is made where there is none.
   *
   * @throws KeyException where the keyring or the master key is unusable
   */
  public static RowSeal of(KeySettings settings) {
    Keyring keyring = Keyring.of(settings);
    KeyOutcome outcome = keyring.find(KeyName.ISOLATED);
    if (outcome instanceof KeyOutcome.Missing) {
      keyring.createForIsolation();
      outcome = keyring.find(KeyName.ISOLATED);
    }
    if (!(outcome instanceof KeyOutcome.Live live)) {
      throw new KeyException("the keyring has no key " + KeyName.ISOLATED);
    }
    try {
      return new RowSeal(GcmBox.of(live.prf().computePrimary(INFO, GcmBox.KEY_BYTES)));
    } catch (GeneralSecurityException e) {
      throw new KeyException("the key " + KeyName.ISOLATED + " cannot be used");
    }
  }

  /** Seals what will lie in a place. */
  public byte[] seal(byte[] plain, String place) {
    try {
      return box.seal(plain, 0, plain.length, place);
    } catch (GeneralSecurityException e) {
      throw new KeyException("rows cannot be sealed");
    }
  }

  /**
   * Opens what lies in a place.
   *
   * @throws KeyException where it was not sealed for that place under this key, or is damaged
   */
  public byte[] open(byte[] whole, String place) {
    try {
      return box.open(whole, place);
    } catch (GeneralSecurityException e) {
      // Nobody is told why: it is not what was written there.
      throw new KeyException("sealed rows do not open: they are damaged, or of another key");
    }
  }
}
