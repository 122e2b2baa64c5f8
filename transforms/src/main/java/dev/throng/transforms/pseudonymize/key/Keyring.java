package dev.throng.transforms.pseudonymize.key;

import com.google.crypto.tink.Aead;
import dev.throng.transforms.files.SmallFiles;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A folder with one file a key: {@code standing/join.key}, {@code epoch/2026-06.key}, {@code
 * day/2026-06-01.key}, each encrypted under the master key. {@code epoch/2026-06.destroyed} says
 * that a key is gone for good: it is neither opened, should its file still be there, nor made again
 * (P14).
 *
 * <p>Only the launcher creates keys; workers read them through {@link Pseudonyms}. For one thread.
 */
public final class Keyring {
  private static final int MOST_DAYS = 40_000;

  /** Of reading a key and its master key, between which a rotation may come, and end. */
  private static final int ATTEMPTS = 3;

  private final KeySettings settings;
  private final SmallFiles folder;
  private @Nullable Aead master;

  private Keyring(KeySettings settings) {
    this.settings = settings;
    this.folder = folder(settings);
  }

  private static SmallFiles folder(KeySettings settings) {
    try {
      return SmallFiles.at(settings.keyring());
    } catch (IllegalArgumentException e) {
      throw new KeyException("keyring " + e.getMessage());
    }
  }

  /** The keyring that settings name; nothing is read yet, and the folder need not exist. */
  public static Keyring of(KeySettings settings) {
    return new Keyring(settings);
  }

  /**
   * Makes the master key's file, mode 0600, where the reference is a file and there is none.
   *
   * @return whether it was made by this call
   * @throws KeyException where the keyring already has keys, which a new master key could not open
   */
  public boolean createMaster() {
    if (!Master.canCreate(settings.master())) {
      return false;
    }
    if (!list().isEmpty()) {
      throw new KeyException(
          "the keyring '"
              + settings.keyring()
              + "' has keys, but their master key at "
              + settings.master()
              + " is missing: restore it");
    }
    return Master.create(settings.master());
  }

  /**
   * Makes the keys that are missing: the standing ones, and those of every epoch and every day that
   * touches the range, destroyed ones apart. On a local path two processes that do this at once
   * agree on every key; elsewhere they must not (Beam offers neither locks nor conditional writes).
   * Afterwards every key of the range was read back and opened.
   *
   * @param from the earliest event time, inclusive
   * @param until the latest event time, inclusive
   * @return how many keys this call made
   * @throws KeyException where a key or the master key is unusable, or the range is empty or longer
   *     than 40,000 days
   */
  public int create(Instant from, Instant until) {
    return create(needed(from, until));
  }

  /**
   * Makes the release keys that are missing, those of every month that touches the range, in the
   * same way.
   *
   * @param from the earliest start of a window, inclusive
   * @param until the latest start of a window, inclusive
   * @return how many keys this call made
   * @throws KeyException where a key or the master key is unusable, or the range is empty or longer
   *     than 40,000 days
   */
  public int createForReleases(Instant from, Instant until) {
    Set<KeyName> names = new LinkedHashSet<>();
    days(from, until).forEach(day -> names.add(KeyName.ofRelease(day)));
    return create(names);
  }

  void createForIsolation() {
    create(Set.of(KeyName.ISOLATED));
  }

  private int create(Set<KeyName> needed) {
    // Under a wrong master key nothing may be made: half of the keys would be lost.
    open(List.of(KeyName.JOIN, KeyName.PERSON), false);
    int made = 0;
    if (!missing(needed).isEmpty()) {
      made = alone(() -> createMissing(needed));
    }
    open(List.copyOf(needed), true);
    return made;
  }

  /**
   * Every key and every destroyed key, by name. The master key is not needed.
   *
   * @throws KeyException where a key's file is damaged, or the folder cannot be read
   */
  public List<KeyRecord> list() {
    List<KeyRecord> records = new ArrayList<>();
    List<KeyName> live = new ArrayList<>();
    List<KeyName> gone = new ArrayList<>();
    for (KeyRecord.Kind kind : KeyRecord.Kind.values()) {
      Set<String> files = files(kind);
      Set<String> periods = new HashSet<>();
      for (String file : files) {
        if (!file.startsWith(".") && file.endsWith(KeyName.KEY)) {
          periods.add(file.substring(0, file.length() - KeyName.KEY.length()));
        } else if (!file.startsWith(".") && file.endsWith(KeyName.DESTROYED)) {
          periods.add(file.substring(0, file.length() - KeyName.DESTROYED.length()));
        }
      }
      for (String period : periods) {
        KeyName name = new KeyName(kind, period);
        if (files.contains(period + KeyName.DESTROYED)) {
          gone.add(name);
        } else {
          live.add(name);
        }
      }
    }
    Map<String, byte[]> contents =
        io("read", () -> folder.read(live.stream().map(KeyName::file).toList()));
    for (KeyName name : live) {
      byte[] content = contents.get(name.file());
      if (content != null) {
        records.add(KeyFile.parse(name, content).toRecord());
      }
    }
    Map<String, byte[]> tombstones =
        io("read", () -> folder.read(gone.stream().map(KeyName::tombstone).toList()));
    for (KeyName name : gone) {
      records.add(Tombstone.parse(tombstones.get(name.tombstone())).toRecord(name));
    }
    records.sort(Comparator.comparing(KeyRecord::kind).thenComparing(KeyRecord::name));
    return List.copyOf(records);
  }

  /**
   * Destroys the key of an epoch or of a day, for good: what it made can be linked to nobody any
   * more, by anyone, in no copy (P14). First it is written down that the key is gone, then it goes;
   * so whoever is killed in between has destroyed it, and the next call clears up.
   *
   * @param name as {@link #list} names it, for example {@code epoch/2026-06}
   * @param reason in words without personal data
   * @return what is left of it; as it was before, where it was destroyed already
   * @throws KeyException where there is no such key, or it is a standing one, or the folder fails
   */
  public KeyRecord destroy(String name, String reason, Instant now) {
    KeyName key =
        KeyName.parse(name)
            .orElseThrow(
                () ->
                    new KeyException(
                        "the key "
                            + name
                            + " cannot be destroyed: only those of epochs, days and releases can"));
    return alone(() -> new KeyEnd(folder).destroy(key, reason, now));
  }

  /**
   * Deletes what whoever was killed while he destroyed keys has left of them.
   *
   * @throws KeyException where the folder fails
   */
  public void clearUp() {
    alone(
        () -> {
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
          return left;
        });
  }

  /**
   * Gives the keyring a new master key; what the keys make stays as it is. Keys of periods that
   * begin after {@code unused} were never used, and are made anew.
   *
   * <p>Whoever is killed meanwhile leaves a keyring that opens, and the next call completes it.
   * Workers that run meanwhile find the new master key by themselves, where it lies in a file.
   *
   * @param before where the old master key lies, if the settings name a new place; else the master
   *     key must be in a file, which holds both until all keys are under the new one
   * @param unused days since 1970 UTC
   * @return how many keys were wrapped anew, and how many made anew
   * @throws KeyException where a key or a master key is unusable
   */
  public Rotated rotate(Optional<MasterReference> before, long unused, Instant now) {
    master = null;
    return alone(() -> new KeyRotation(settings, folder).run(before, unused, now));
  }

  /** What a rotation did. */
  public record Rotated(int wrapped, int renewed) {}

  /** Looks for one key and opens it. */
  KeyOutcome find(KeyName name) {
    KeyException failure = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      // The key before its tombstone: whoever destroys it writes the tombstone first.
      byte[] content = io("read", () -> folder.read(List.of(name.file()))).get(name.file());
      if (io("read", () -> folder.read(List.of(name.tombstone()))).containsKey(name.tombstone())) {
        return new KeyOutcome.Destroyed();
      }
      if (content == null) {
        return new KeyOutcome.Missing();
      }
      try {
        return new KeyOutcome.Live(KeyFile.parse(name, content).open(master()));
      } catch (KeyException e) {
        // Perhaps it has a new master key since this one was read.
        master = null;
        failure = e;
      }
    }
    throw failure == null ? new KeyException("the key " + name + " cannot be read") : failure;
  }

  private Set<KeyName> needed(Instant from, Instant until) {
    Set<KeyName> names = new LinkedHashSet<>(List.of(KeyName.JOIN, KeyName.PERSON));
    days(from, until)
        .forEach(
            day -> {
              names.add(new KeyName(KeyRecord.Kind.EPOCH, settings.epoch().nameOfDay(day)));
              names.add(new KeyName(KeyRecord.Kind.DAY, Epoch.DAY.nameOfDay(day)));
            });
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

  private int createMissing(Set<KeyName> needed) throws IOException {
    // A rotation may have come and gone since it was read; while we are alone none does.
    master = null;
    Instant now = Instant.now();
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (KeyName name : missing(needed)) {
      files.put(name.file(), KeyFile.create(name, master(), now).toJson());
    }
    folder.create(files);
    return files.size();
  }

  /** Those that have neither a file nor a tombstone. */
  private List<KeyName> missing(Set<KeyName> needed) {
    Map<KeyRecord.Kind, Set<String>> files = new HashMap<>();
    List<KeyName> missing = new ArrayList<>();
    for (KeyName name : needed) {
      Set<String> there = files.computeIfAbsent(name.kind(), this::files);
      if (!there.contains(name.period() + KeyName.KEY)
          && !there.contains(name.period() + KeyName.DESTROYED)) {
        missing.add(name);
      }
    }
    return missing;
  }

  /** Opens every key that has a file, and complains of what does not open. */
  private void open(List<KeyName> names, boolean all) {
    Map<String, byte[]> contents =
        io("read", () -> folder.read(names.stream().map(KeyName::file).toList()));
    Map<KeyRecord.Kind, Set<String>> files = new HashMap<>();
    for (KeyName name : names) {
      byte[] content = contents.get(name.file());
      if (files
          .computeIfAbsent(name.kind(), this::files)
          .contains(name.period() + KeyName.DESTROYED)) {
        continue;
      }
      if (content != null) {
        open(name, content);
      } else if (all) {
        throw new KeyException("the key " + name + " was written and is not there");
      }
    }
  }

  private void open(KeyName name, byte[] content) {
    try {
      KeyFile.parse(name, content).open(master());
    } catch (KeyException e) {
      // Or it has another master key by now.
      find(name);
    }
  }

  private <T> T alone(SmallFiles.Work<T> work) {
    return io("written", () -> folder.alone(work));
  }

  private Set<String> files(KeyRecord.Kind kind) {
    return io("read", () -> folder.names(KeyName.folder(kind)));
  }

  private Aead master() {
    if (master == null) {
      if (io("read", folder::isOpenToAll)) {
        throw new KeyException(
            "the keyring '"
                + settings.keyring()
                + "' is open to everybody on this machine: set its mode to 0700");
      }
      master = Master.open(settings.master());
    }
    return master;
  }

  private interface Io<T> {
    T get() throws IOException;
  }

  private <T> T io(String verb, Io<T> work) {
    try {
      return work.get();
    } catch (IOException e) {
      String kind = e.getClass().getSimpleName();
      throw new KeyException(
          "the keyring '" + settings.keyring() + "' cannot be " + verb + " (" + kind + ")");
    }
  }
}
