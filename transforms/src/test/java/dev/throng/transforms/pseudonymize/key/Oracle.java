package dev.throng.transforms.pseudonymize.key;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Pseudonyms once more, slowly, with nothing but {@code javax.crypto}. */
public final class Oracle {
  private Oracle() {}

  static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(message);
  }

  /** RFC 5869, sections 2.2 and 2.3; an empty salt is 32 zero bytes. */
  static byte[] hkdf(byte[] key, byte[] salt, byte[] info, int length)
      throws GeneralSecurityException {
    byte[] extracted = hmac(salt.length == 0 ? new byte[32] : salt, key);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] block = {};
    for (int i = 1; out.size() < length; i++) {
      ByteArrayOutputStream input = new ByteArrayOutputStream();
      input.writeBytes(block);
      input.writeBytes(info);
      input.write(i);
      block = hmac(extracted, input.toByteArray());
      out.writeBytes(block);
    }
    return Arrays.copyOf(out.toByteArray(), length);
  }

  static byte[] code(byte[] key, String domain, String id) throws GeneralSecurityException {
    byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
    byte[] message = ByteBuffer.allocate(4 + utf8.length).putInt(utf8.length).put(utf8).array();
    byte[] derived = hkdf(key, new byte[0], domain.getBytes(StandardCharsets.UTF_8), 32);
    return hmac(derived, message);
  }

  public static String pseudonym(String prefix, byte[] key, String domain, String id)
      throws GeneralSecurityException {
    byte[] cut = Arrays.copyOf(code(key, domain, id), 16);
    return prefix + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(cut);
  }

  public static long hash(byte[] key, String domain, String id) throws GeneralSecurityException {
    return ByteBuffer.wrap(code(key, domain, id)).getLong(16);
  }
}
