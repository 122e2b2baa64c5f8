package dev.throng.transforms.pseudonymize.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals rows that are set apart, because somebody restricted their use or a law wants them kept:
 * AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce, under a standing key of their own,
 * bound to the place where they lie. Of up to 2^32 files under one key no two have the same nonce
 * but with a chance of 2^-32.
 */
public final class RowSeal {
  private static final byte[] INFO = "isolated rows".getBytes(StandardCharsets.US_ASCII);
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;

  private RowSeal(SecretKeySpec key) {
    this.key = key;
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
      return new RowSeal(new SecretKeySpec(live.prf().computePrimary(INFO, KEY_BYTES), "AES"));
    } catch (GeneralSecurityException e) {
      throw new KeyException("the key " + KeyName.ISOLATED + " cannot be used");
    }
  }

  /** Seals what will lie in a place. */
  public byte[] seal(byte[] plain, String place) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(plain);
      byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
      System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
      return whole;
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
    if (whole.length > NONCE_BYTES) {
      try {
        return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(whole, NONCE_BYTES), place)
            .doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
      } catch (GeneralSecurityException e) {
        // Nobody is told why: it is not what was written there.
      }
    }
    throw new KeyException("sealed rows do not open: they are damaged, or of another key");
  }

  private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
