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
    return TinkJsonProtoKeysetFormat.serializeKeyset(
        KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM),
        InsecureSecretKeyAccess.get());
  }

  static Aead master(String json) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get())
        .getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  static KeysetHandle newKey() throws GeneralSecurityException {
    return KeysetHandle.generateNew(HKDF);
  }

  static byte[] seal(KeysetHandle key, Aead master, byte[] bound) throws GeneralSecurityException {
    return TinkProtoKeysetFormat.serializeEncryptedKeyset(key, master, bound);
  }

  static PrfSet open(byte[] sealed, Aead master, byte[] bound) throws GeneralSecurityException {
    return TinkProtoKeysetFormat.parseEncryptedKeyset(sealed, master, bound)
        .getPrimitive(RegistryConfiguration.get(), PrfSet.class);
  }
}
