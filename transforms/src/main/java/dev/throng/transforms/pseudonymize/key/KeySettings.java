package dev.throng.transforms.pseudonymize.key;

import java.io.Serializable;
import java.util.Objects;

/**
 * Where a job's keys lie. It crosses to workers and may stand in a plan or a checkpoint: it holds
 * references only, never a secret (F12).
 *
 * @param keyring a folder in any file system that Beam knows, for example {@code /srv/keys} or
 *     {@code gs://bucket/keys}; relative local paths count from the process's working folder
 * @param master where the master key lies
 * @param epoch how long one key makes pseudonyms
 */
public record KeySettings(String keyring, MasterReference master, Epoch epoch)
    implements Serializable {

  /**
   * Validates.
   *
   * @throws KeyException where the keyring names no folder
   */
  public KeySettings {
    Objects.requireNonNull(master);
    Objects.requireNonNull(epoch);
    if (keyring.isBlank() || keyring.chars().anyMatch(c -> c < ' ' || "*?[]{}".indexOf(c) >= 0)) {
      throw new KeyException("keyring must name a folder, without any of * ? [ ] { }");
    }
  }
}
