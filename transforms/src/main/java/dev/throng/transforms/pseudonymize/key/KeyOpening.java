package dev.throng.transforms.pseudonymize.key;

import com.google.crypto.tink.Aead;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens keys with the master key, also while it is being replaced. For one thread. */
final class KeyOpening {
  /** Of reading a key and its master key, between which a rotation may come, and end. */
  private static final int ATTEMPTS = 3;

  private final KeySettings settings;
  private final KeyringFolder folder;
  private @Nullable Aead master;

  KeyOpening(KeySettings settings, KeyringFolder folder) {
    this.settings = settings;
    this.folder = folder;
  }

  /** The master key, as it was when it was last read. */
  Aead master() {
    if (master == null) {
      folder.requireClosed();
      master = Master.open(settings.master());
    }
    return master;
  }

  /** The master key is read again when it is next needed. */
  void forget() {
    master = null;
  }

  /** Looks for one key and opens it. */
  KeyOutcome find(KeyName name) {
    KeyException failure = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      // The key before its tombstone: whoever destroys it writes the tombstone first.
      byte[] content = folder.read(List.of(name.file())).get(name.file());
      if (folder.read(List.of(name.tombstone())).containsKey(name.tombstone())) {
        return new KeyOutcome.Destroyed();
      }
      if (content == null) {
        return new KeyOutcome.Missing();
      }
      try {
        return new KeyOutcome.Live(KeyFile.parse(name, content).open(master()));
      } catch (KeyException e) {
        // Perhaps it has a new master key since this one was read.
        forget();
        failure = e;
      }
    }
    throw failure == null ? new KeyException("the key " + name + " cannot be read") : failure;
  }

  /**
   * Opens every key that has a file, and complains of what does not open.
   *
   * @param all whether it also complains of those that have none
   */
  void check(List<KeyName> names, boolean all) {
    Map<String, byte[]> contents = folder.read(names.stream().map(KeyName::file).toList());
    Map<KeyRecord.Kind, Set<String>> files = new HashMap<>();
    for (KeyName name : names) {
      byte[] content = contents.get(name.file());
      if (files
          .computeIfAbsent(name.kind(), folder::names)
          .contains(name.period() + KeyName.DESTROYED)) {
        continue;
      }
      if (content != null) {
        check(name, content);
      } else if (all) {
        throw new KeyException("the key " + name + " was written and is not there");
      }
    }
  }

  private void check(KeyName name, byte[] content) {
    try {
      KeyFile.parse(name, content).open(master());
    } catch (KeyException e) {
      // Or it has another master key by now.
      find(name);
    }
  }
}
