package dev.throng.transforms.pseudonymize.key;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.prf.HkdfPrfKey;
import com.google.crypto.tink.prf.HkdfPrfParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;

/** A keyring whose keys are known: each is 32 times one byte. */
public final class FixedKeys {
  public final KeySettings settings;
  private final Path keyring;
  private final Aead master;

  public FixedKeys(Path folder, Epoch epoch) throws Exception {
    keyring = folder.resolve("keys");
    MasterReference reference = MasterReference.parse("file:" + folder.resolve("master.key"));
    settings = new KeySettings(keyring.toString(), reference, epoch);
    Keyring.of(settings).createMaster();
    master = Master.open(reference);
    put(KeyName.JOIN, 1);
    put(KeyName.PERSON, 2);
  }

  FixedKeys put(KeyName name, int each) throws Exception {
    HkdfPrfParameters parameters =
        HkdfPrfParameters.builder()
            .setKeySizeBytes(32)
            .setHashType(HkdfPrfParameters.HashType.SHA256)
            .build();
    KeysetHandle handle = handle(parameters, key(each));
    Path file = keyring.resolve(name.file());
    Files.createDirectories(keyring.resolve(KeyName.folder(name.kind())));
    Files.setPosixFilePermissions(keyring, PosixFilePermissions.fromString("rwx------"));
    Files.write(
        file, KeyFile.seal(name, handle, master, Instant.parse("2026-06-01T01:02:03Z")).toJson());
    return this;
  }

  public FixedKeys epoch(String period, int each) throws Exception {
    return put(new KeyName(KeyRecord.Kind.EPOCH, period), each);
  }

  public FixedKeys day(String period, int each) throws Exception {
    return put(new KeyName(KeyRecord.Kind.DAY, period), each);
  }

  @AccessesPartialKey
  static KeysetHandle handle(HkdfPrfParameters parameters, byte[] key) throws Exception {
    HkdfPrfKey prf =
        HkdfPrfKey.builder()
            .setParameters(parameters)
            .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
            .build();
    return KeysetHandle.newBuilder()
        .addEntry(KeysetHandle.importKey(prf).withRandomId().makePrimary())
        .build();
  }

  public static byte[] key(int each) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) each);
    return key;
  }
}
