package dev.throng.transforms.pseudonymize.key;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.HkdfPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import java.security.GeneralSecurityException;

/** The kinds of Tink keysets in use: AES-256-GCM for the master, HKDF-SHA-256 for all others. */
final class Keysets {
  private static final HkdfPrfParameters HKDF;

  static {
    try {
      AeadConfig.register();
      PrfConfig.register();
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
}
