package dev.throng.transforms.pseudonymize.key;

import java.util.Locale;
import java.util.Optional;

/** A key's name in the keyring: {@code standing/join}, {@code epoch/2026-W23}. */
record KeyName(KeyRecord.Kind kind, String period) {
  static final KeyName JOIN = new KeyName(KeyRecord.Kind.STANDING, "join");
  static final KeyName PERSON = new KeyName(KeyRecord.Kind.STANDING, "person");

  /** The key of rows that are set apart; made when it is first needed. */
  static final KeyName ISOLATED = new KeyName(KeyRecord.Kind.STANDING, "isolated");

  static final String KEY = ".key";
  static final String DESTROYED = ".destroyed";

  /** The key of the releases of a day's month, days since 1970-01-01 (UTC). */
  static KeyName ofRelease(long day) {
    return new KeyName(KeyRecord.Kind.RELEASE, Epoch.MONTH.nameOfDay(day));
  }

  /** The key of that name, of an epoch, a day or a release; nothing for any other name. */
  static Optional<KeyName> parse(String name) {
    for (KeyRecord.Kind kind : KeyRecord.Kind.values()) {
      String start = folder(kind) + "/";
      if (kind != KeyRecord.Kind.STANDING && name.startsWith(start)) {
        String period = name.substring(start.length());
        return Epoch.ofName(period).map(epoch -> new KeyName(kind, period));
      }
    }
    return Optional.empty();
  }

  static String folder(KeyRecord.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** The path of the key's file in the keyring. */
  String file() {
    return this + KEY;
  }

  /** The path of the file that says that the key was destroyed. */
  String tombstone() {
    return this + DESTROYED;
  }

  @Override
  public String toString() {
    return folder(kind) + "/" + period;
  }
}
