package dev.throng.transforms.pseudonymize.key;

import com.google.crypto.tink.subtle.Random;
import java.security.GeneralSecurityException;

/**
 * Seals records that were rejected, whole: each under a data key of this worker's (AES-256-GCM),
 * which itself is encrypted to the public half of a seal key (HPKE). Who has the worker's memory
 * has its records anyway; who has only what it wrote has nothing. For one thread.
 */
public final class RecordSeal {
  private final SealKey key;
  private final GcmBox box;
  private final String wrapped;

  private RecordSeal(SealKey key, GcmBox box, String wrapped) {
    this.key = key;
    this.box = box;
    this.wrapped = wrapped;
  }

  /**
   * A seal with a fresh data key.
   *
   * @throws KeyException where the public half is no key
   */
  public static RecordSeal to(SealKey publicHalf) {
    byte[] data = Random.randBytes(GcmBox.KEY_BYTES);
    try {
      byte[] wrapped = Keysets.sealing(publicHalf.bytes()).encrypt(data, publicHalf.bound());
      return new RecordSeal(publicHalf, GcmBox.of(data), SealedRecord.encode(wrapped));
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new KeyException(
          "the public key " + publicHalf.name() + " is damaged: restore its file");
    }
  }

  /** The key that it seals to. */
  public SealKey key() {
    return key;
  }

  /**
   * Seals a record of a file.
   *
   * @param offset where in the file it stands, which the seal is bound to as well
   */
  public SealedRecord seal(byte[] record, String file, long offset) {
    try {
      byte[] sealed = box.seal(record, 0, record.length, place(file, offset));
      return new SealedRecord(
          key.period(), key.id(), key.expires(), wrapped, SealedRecord.encode(sealed));
    } catch (GeneralSecurityException e) {
      throw new KeyException("a record cannot be sealed");
    }
  }

  static String place(String file, long offset) {
    return offset + "\n" + file;
  }
}
