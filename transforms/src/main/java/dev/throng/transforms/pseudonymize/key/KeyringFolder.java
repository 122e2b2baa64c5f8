package dev.throng.transforms.pseudonymize.key;

import dev.throng.transforms.files.SmallFiles;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * The folder of a keyring.
 *
 * @param location as settings name it
 */
record KeyringFolder(String location, SmallFiles files) {

  static KeyringFolder of(KeySettings settings) {
    try {
      return new KeyringFolder(settings.keyring(), SmallFiles.at(settings.keyring()));
    } catch (IllegalArgumentException e) {
      throw new KeyException("keyring " + e.getMessage());
    }
  }

  /** The names of the files of a kind. */
  Set<String> names(KeyRecord.Kind kind) {
    return io("read", () -> files.names(KeyName.folder(kind)));
  }

  /** The contents of those of the files that are there. */
  Map<String, byte[]> read(Collection<String> names) {
    return io("read", () -> files.read(names));
  }

  /** Does work that changes it while nobody else does. */
  <T> T alone(SmallFiles.Work<T> work) {
    return io("written", () -> files.alone(work));
  }

  void requireClosed() {
    if (io("read", files::isOpenToAll)) {
      throw new KeyException(
          "the keyring '"
              + location
              + "' is open to everybody on this machine: set its mode to 0700");
    }
  }

  private <T> T io(String verb, SmallFiles.Work<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      String kind = e.getClass().getSimpleName();
      throw new KeyException(
          "the keyring '" + location + "' cannot be " + verb + " (" + kind + ")");
    }
  }
}
