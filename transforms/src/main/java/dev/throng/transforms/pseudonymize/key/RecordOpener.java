package dev.throng.transforms.pseudonymize.key;

import com.google.crypto.tink.HybridDecrypt;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Opens sealed records with the private halves of seal keys. For one thread. */
public final class RecordOpener {
  private final Map<String, SealKey> keys = new HashMap<>();
  private final Map<String, HybridDecrypt> opening = new HashMap<>();

  /** The data key that was opened last: records of one worker follow each other. */
  private String lastWrapped = "";

  private Optional<GcmBox> lastBox = Optional.empty();

  private RecordOpener() {}

  /**
   * What opens with the private halves of a place.
   *
   * @param now what has expired by then opens no more
   * @throws KeyException where there are none, others may read them, or they are damaged
   */
  public static RecordOpener of(MasterReference place, Instant now) {
    RecordOpener opener = new RecordOpener();
    SealKeys.privateHalves(place, now).forEach(key -> opener.keys.put(key.id(), key));
    return opener;
  }

  /** One with the same private halves, for another thread. */
  public RecordOpener another() {
    RecordOpener other = new RecordOpener();
    other.keys.putAll(keys);
    return other;
  }

  /** Whether the private half is here that a record was sealed for. */
  public boolean opens(SealedRecord sealed) {
    SealKey key = keys.get(sealed.id());
    return key != null
        && key.period().equals(sealed.period())
        && key.expires().equals(sealed.expires());
  }

  /**
   * Opens the record of a place in a file.
   *
   * @return nothing where its private half is not here, or it is damaged or was moved
   */
  public Optional<byte[]> open(SealedRecord sealed, String file, long offset) {
    if (!opens(sealed)) {
      return Optional.empty();
    }
    try {
      if (!sealed.wrappedKey().equals(lastWrapped)) {
        lastBox = Optional.of(GcmBox.of(dataKey(sealed)));
        lastWrapped = sealed.wrappedKey();
      }
      return Optional.of(
          lastBox
              .orElseThrow()
              .open(SealedRecord.decode(sealed.record()), RecordSeal.place(file, offset)));
    } catch (GeneralSecurityException | RuntimeException e) {
      // Nobody is told why: it is not what was written there.
      return Optional.empty();
    }
  }

  private byte[] dataKey(SealedRecord sealed) throws GeneralSecurityException {
    HybridDecrypt decrypt = opening.get(sealed.id());
    if (decrypt == null) {
      decrypt = Keysets.opening(keys.get(sealed.id()).bytes());
      opening.put(sealed.id(), decrypt);
    }
    return decrypt.decrypt(SealedRecord.decode(sealed.wrappedKey()), sealed.bound());
  }
}
