package dev.throng.transforms.pseudonymize.key;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/** Makes the keys of a keyring that are missing. */
record KeyMaking(KeySettings settings, KeyringFolder folder, KeyOpening opening) {
  private static final int MOST_DAYS = 40_000;

  /** The standing keys, and those of every epoch and every day that touches a range. */
  Set<KeyName> ofTimes(Instant from, Instant until) {
    Set<KeyName> names = new LinkedHashSet<>(List.of(KeyName.JOIN, KeyName.PERSON));
    days(from, until)
        .forEach(
            day -> {
              names.add(new KeyName(KeyRecord.Kind.EPOCH, settings.epoch().nameOfDay(day)));
              names.add(new KeyName(KeyRecord.Kind.DAY, Epoch.DAY.nameOfDay(day)));
            });
    return names;
  }

  /** The release keys of every month that touches a range. */
  Set<KeyName> ofReleases(Instant from, Instant until) {
    Set<KeyName> names = new LinkedHashSet<>();
    days(from, until).forEach(day -> names.add(KeyName.ofRelease(day)));
    return names;
  }

  private static LongStream days(Instant from, Instant until) {
    long first = Math.floorDiv(from.getEpochSecond(), 86_400L);
    long last = Math.floorDiv(until.getEpochSecond(), 86_400L);
    if (last < first || last - first >= MOST_DAYS) {
      throw new KeyException(
          "keys can be made for 1 to " + MOST_DAYS + " days, not from " + from + " until " + until);
    }
    return LongStream.rangeClosed(first, last);
  }

  /**
   * Makes those that are missing, and opens all of them.
   *
   * @return how many were made
   */
  int make(Set<KeyName> needed) {
    // Under a wrong master key nothing may be made: half of the keys would be lost.
    opening.check(List.of(KeyName.JOIN, KeyName.PERSON), false);
    int made = 0;
    if (!missing(needed).isEmpty()) {
      made = folder.alone(() -> makeAlone(needed));
    }
    opening.check(List.copyOf(needed), true);
    return made;
  }

  private int makeAlone(Set<KeyName> needed) throws IOException {
    // A rotation may have come and gone since it was read; while we are alone none does.
    opening.forget();
    Instant now = Instant.now();
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (KeyName name : missing(needed)) {
      files.put(name.file(), KeyFile.create(name, opening.master(), now).toJson());
    }
    folder.files().create(files);
    return files.size();
  }

  /** Those that have neither a file nor a tombstone. */
  private List<KeyName> missing(Set<KeyName> needed) {
    Map<KeyRecord.Kind, Set<String>> files = new HashMap<>();
    List<KeyName> missing = new ArrayList<>();
    for (KeyName name : needed) {
      Set<String> there = files.computeIfAbsent(name.kind(), folder::names);
      if (!there.contains(name.period() + KeyName.KEY)
          && !there.contains(name.period() + KeyName.DESTROYED)) {
        missing.add(name);
      }
    }
    return missing;
  }
}
