package dev.throng.transforms.pseudonymize.key;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HybridConfig;
import com.google.crypto.tink.prf.HkdfPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import java.security.GeneralSecurityException;

/**
 * The kinds of Tink keysets in use: AES-256-GCM for the master, HPKE (RFC 9180) with X25519,
 * HKDF-SHA-256 and AES-256-GCM for seals, HKDF-SHA-256 for all others.
 */
final class Keysets {
  private static final HkdfPrfParameters HKDF;
  private static final HpkeParameters HPKE;

  static {
    try {
      AeadConfig.register();
      PrfConfig.register();
      HybridConfig.register();
      HPKE =
          HpkeParameters.builder()
              .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
              .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
              .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
              .setVariant(HpkeParameters.Variant.NO_PREFIX)
              .build();
      HKDF =
          HkdfPrfParameters.builder()
              .setKeySizeBytes(32)
              .setHashType(HkdfPrfParameters.HashType.SHA256)
              .build();
    } catch (GeneralSecurityException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Keysets() {}

  static String newMaster() throws GeneralSecurityException {
    return text(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM));
  }

  static Aead master(String json) throws GeneralSecurityException {
    return parse(json).getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  /** The same master key with another that seals from now on, beside those that open. */
  static String withNewPrimary(String json) throws GeneralSecurityException {
    return text(
        KeysetHandle.newBuilder(parse(json))
            .addEntry(
                KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                    .withRandomId()
                    .makePrimary())
            .build());
  }

  /** Of a master key what seals, alone. */
  static String primaryOf(String json) throws GeneralSecurityException {
    KeysetHandle.Entry primary = parse(json).getPrimary();
    return text(
        KeysetHandle.newBuilder()
            .addEntry(
                KeysetHandle.importKey(primary.getKey()).withFixedId(primary.getId()).makePrimary())
            .build());
  }

  /** How many keys a master key is made of: more than one while it is being rotated. */
  static int size(String json) throws GeneralSecurityException {
    return parse(json).size();
  }

  private static KeysetHandle parse(String json) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get());
  }

  private static String text(KeysetHandle keys) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get());
  }

  static KeysetHandle newKey() throws GeneralSecurityException {
    return KeysetHandle.generateNew(HKDF);
  }

  static byte[] seal(KeysetHandle key, Aead master, byte[] bound) throws GeneralSecurityException {
    return TinkProtoKeysetFormat.serializeEncryptedKeyset(key, master, bound);
  }

  static KeysetHandle unseal(byte[] sealed, Aead master, byte[] bound)
      throws GeneralSecurityException {
    return TinkProtoKeysetFormat.parseEncryptedKeyset(sealed, master, bound);
  }

  static PrfSet open(byte[] sealed, Aead master, byte[] bound) throws GeneralSecurityException {
    return unseal(sealed, master, bound).getPrimitive(RegistryConfiguration.get(), PrfSet.class);
  }

  static KeysetHandle newPair() throws GeneralSecurityException {
    return KeysetHandle.generateNew(HPKE);
  }

  /** The private half of a pair as bytes, which are secret. */
  static byte[] privateHalf(KeysetHandle pair) throws GeneralSecurityException {
    return TinkProtoKeysetFormat.serializeKeyset(pair, InsecureSecretKeyAccess.get());
  }

  static KeysetHandle pair(byte[] privateHalf) throws GeneralSecurityException {
    return TinkProtoKeysetFormat.parseKeyset(privateHalf, InsecureSecretKeyAccess.get());
  }

  static byte[] publicHalf(KeysetHandle pair) throws GeneralSecurityException {
    return TinkProtoKeysetFormat.serializeKeysetWithoutSecret(pair.getPublicKeysetHandle());
  }

  static HybridEncrypt sealing(byte[] publicHalf) throws GeneralSecurityException {
    return TinkProtoKeysetFormat.parseKeysetWithoutSecret(publicHalf)
        .getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class);
  }

  static HybridDecrypt opening(byte[] privateHalf) throws GeneralSecurityException {
    return pair(privateHalf).getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class);
  }
}
