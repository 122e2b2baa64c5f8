package dev.throng.transforms.pseudonymize.key;

import dev.throng.transforms.files.SmallFiles;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Destroys keys: the tombstone first, then the key, then what half-written copies of it are left.
 */
record KeyEnd(SmallFiles folder) {

  KeyRecord destroy(KeyName name, String reason, Instant now) throws IOException {
    Map<String, byte[]> there = folder.read(List.of(name.file(), name.tombstone()));
    byte[] content = there.get(name.file());
    byte[] tombstone = there.get(name.tombstone());
    if (tombstone == null) {
      if (content == null) {
        throw new KeyException("there is no key " + name + " to be destroyed");
      }
      tombstone = Tombstone.bytes(KeyFile.parse(name, content), reason, now);
      folder.create(Map.of(name.tombstone(), tombstone));
    }
    folder.delete(List.of(name.file()));
    folder.sweep(KeyName.folder(name.kind()));
    return Tombstone.parse(tombstone).toRecord(name);
  }
}
