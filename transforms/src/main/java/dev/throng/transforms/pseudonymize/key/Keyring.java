package dev.throng.transforms.pseudonymize.key;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A folder with one file a key: {@code standing/join.key}, {@code epoch/2026-06.key}, {@code
 * day/2026-06-01.key}, each encrypted under the master key. {@code epoch/2026-06.destroyed} says
 * that a key is gone for good: it is neither opened, should its file still be there, nor made again
 * (P14).
 *
 * <p>Only the launcher creates keys; workers read them through {@link Pseudonyms}. For one thread.
 */
public final class Keyring {
  private final KeySettings settings;
  private final KeyringFolder folder;
  private final KeyOpening opening;
  private final KeyMaking making;

  private Keyring(KeySettings settings) {
    this.settings = settings;
    this.folder = KeyringFolder.of(settings);
    this.opening = new KeyOpening(settings, folder);
    this.making = new KeyMaking(settings, folder, opening);
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
    return making.make(making.ofTimes(from, until));
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
    return making.make(making.ofReleases(from, until));
  }

  void createForIsolation() {
    making.make(Set.of(KeyName.ISOLATED));
  }

  /**
   * Every key and every destroyed key, by name. The master key is not needed.
   *
   * @throws KeyException where a key's file is damaged, or the folder cannot be read
   */
  public List<KeyRecord> list() {
    return new KeyList(folder).all();
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
    return folder.alone(() -> new KeyEnd(folder.files()).destroy(key, reason, now));
  }

  /**
   * Deletes what whoever was killed while he destroyed keys has left of them.
   *
   * @throws KeyException where the folder fails
   */
  public void clearUp() {
    folder.alone(() -> new KeyEnd(folder.files()).clearUp());
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
    opening.forget();
    return folder.alone(() -> new KeyRotation(settings, folder.files()).run(before, unused, now));
  }

  /** What a rotation did. */
  public record Rotated(int wrapped, int renewed) {}

  /** Looks for one key and opens it. */
  KeyOutcome find(KeyName name) {
    return opening.find(name);
  }
}
