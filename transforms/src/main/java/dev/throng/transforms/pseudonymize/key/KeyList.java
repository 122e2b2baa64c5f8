package dev.throng.transforms.pseudonymize.key;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every key and every destroyed key of a keyring, for which the master key is not needed. */
record KeyList(KeyringFolder folder) {

  List<KeyRecord> all() {
    List<KeyName> live = new ArrayList<>();
    List<KeyName> gone = new ArrayList<>();
    for (KeyRecord.Kind kind : KeyRecord.Kind.values()) {
      Set<String> files = folder.names(kind);
      for (String period : periods(files)) {
        (files.contains(period + KeyName.DESTROYED) ? gone : live).add(new KeyName(kind, period));
      }
    }
    List<KeyRecord> records = new ArrayList<>();
    Map<String, byte[]> contents = folder.read(live.stream().map(KeyName::file).toList());
    for (KeyName name : live) {
      byte[] content = contents.get(name.file());
      if (content != null) {
        records.add(KeyFile.parse(name, content).toRecord());
      }
    }
    Map<String, byte[]> tombstones = folder.read(gone.stream().map(KeyName::tombstone).toList());
    for (KeyName name : gone) {
      records.add(Tombstone.parse(tombstones.get(name.tombstone())).toRecord(name));
    }
    records.sort(Comparator.comparing(KeyRecord::kind).thenComparing(KeyRecord::name));
    return List.copyOf(records);
  }

  private static Set<String> periods(Set<String> files) {
    Set<String> periods = new HashSet<>();
    for (String file : files) {
      for (String ending : List.of(KeyName.KEY, KeyName.DESTROYED)) {
        if (!file.startsWith(".") && file.endsWith(ending)) {
          periods.add(file.substring(0, file.length() - ending.length()));
        }
      }
    }
    return periods;
  }
}
