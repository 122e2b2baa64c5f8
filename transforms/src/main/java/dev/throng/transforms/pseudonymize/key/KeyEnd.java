package dev.throng.transforms.pseudonymize.key;

import dev.throng.transforms.files.SmallFiles;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  /**
   * Deletes the keys that have a tombstone, and half-written copies.
   *
   * @return how many keys
   */
  int clearUp() throws IOException {
    List<String> left = new ArrayList<>();
    for (KeyRecord.Kind kind : KeyRecord.Kind.values()) {
      Set<String> there = folder.names(KeyName.folder(kind));
      for (String file : there) {
        if (!file.startsWith(".") && file.endsWith(KeyName.DESTROYED)) {
          String period = file.substring(0, file.length() - KeyName.DESTROYED.length());
          if (there.contains(period + KeyName.KEY)) {
            left.add(new KeyName(kind, period).file());
          }
        }
      }
      folder.sweep(KeyName.folder(kind));
    }
    folder.delete(left);
    return left.size();
  }
}
