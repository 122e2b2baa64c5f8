package dev.throng.transforms.pseudonymize.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce in front, bound to the place where the
 * content lies. Of up to 2^32 contents under one key no two have the same nonce but with a chance
 * of 2^-32.
 */
record GcmBox(SecretKeySpec key) {
  static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  static GcmBox of(byte[] key) {
    return new GcmBox(new SecretKeySpec(key, "AES"));
  }

  byte[] seal(byte[] plain, int from, int length, String place) throws GeneralSecurityException {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(plain, from, length);
    byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
    return whole;
  }

  /**
   * Opens it.
   *
   * @throws GeneralSecurityException where it was not sealed for that place under this key, or is
   *     damaged
   */
  byte[] open(byte[] whole, String place) throws GeneralSecurityException {
    if (whole.length <= NONCE_BYTES) {
      throw new GeneralSecurityException("too short");
    }
    return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(whole, NONCE_BYTES), place)
        .doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
  }

  private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
