package dev.throng.transforms.pseudonymize.key;

import com.google.crypto.tink.prf.PrfSet;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * One key of the keyring, and the keys that it gives to each domain: HKDF-SHA-256 (RFC 5869)
 * without salt, {@code info} the domain's name. For one thread.
 */
final class DomainKeys {
  private static final int KEY_BYTES = 32;

  private final PrfSet prf;
  private final Map<Domain, Hmac> hmacs = new EnumMap<>(Domain.class);

  DomainKeys(PrfSet prf) {
    this.prf = prf;
  }

  Hmac of(Domain domain) {
    Hmac hmac = hmacs.get(domain);
    if (hmac == null) {
      hmac = derive(domain);
      hmacs.put(domain, hmac);
    }
    return hmac;
  }

  private Hmac derive(Domain domain) {
    byte[] key;
    try {
      key = prf.computePrimary(domain.info(), KEY_BYTES);
    } catch (GeneralSecurityException e) {
      throw new KeyException("the key of the domain " + domain + " cannot be derived");
    }
    Hmac hmac = new Hmac(key);
    Arrays.fill(key, (byte) 0);
    return hmac;
  }
}
