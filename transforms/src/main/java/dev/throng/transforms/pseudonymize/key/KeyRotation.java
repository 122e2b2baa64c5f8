package dev.throng.transforms.pseudonymize.key;

import com.google.crypto.tink.Aead;
import dev.throng.transforms.files.SmallFiles;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts the keys of a keyring under a new master key, one after the other. A master key in a file
 * holds the new key beside the old one until all are under it, so that at every moment the file
 * opens the whole keyring.
 */
record KeyRotation(KeySettings settings, SmallFiles folder) {

  Keyring.Rotated run(Optional<MasterReference> before, long unused, Instant now)
      throws IOException {
    if (before.isPresent()) {
      return wrap(Master.open(before.orElseThrow()), Master.open(settings.master()), unused, now);
    }
    if (settings.master().source() != MasterReference.Source.FILE) {
      throw new KeyException(
          "the master key at "
              + settings.master()
              + " is not in a file: put the new one in another place, name that in the job file, and"
              + " say with --from where the old one lies");
    }
    return inPlace(unused, now);
  }

  private Keyring.Rotated inPlace(long unused, Instant now) throws IOException {
    try {
      String both = Master.text(settings.master());
      if (Keysets.size(both) == 1) {
        both = Keysets.withNewPrimary(both);
        Master.replace(settings.master(), both);
      }
      String next = Keysets.primaryOf(both);
      Keyring.Rotated rotated = wrap(Keysets.master(both), Keysets.master(next), unused, now);
      Master.replace(settings.master(), next);
      return rotated;
    } catch (GeneralSecurityException e) {
      throw new KeyException("the master key at " + settings.master() + " cannot be rotated");
    }
  }

  private Keyring.Rotated wrap(Aead before, Aead next, long unused, Instant now)
      throws IOException {
    int wrapped = 0;
    int renewed = 0;
    for (KeyRecord.Kind kind : KeyRecord.Kind.values()) {
      String within = KeyName.folder(kind);
      folder.sweep(within);
      for (KeyName name : live(kind, folder.names(within))) {
        byte[] content = folder.read(List.of(name.file())).get(name.file());
        if (content == null) {
          continue;
        }
        KeyFile key = KeyFile.parse(name, content);
        if (key.opensUnder(next)) {
          continue;
        }
        if (beginsAfter(name, unused)) {
          folder.replace(Map.of(name.file(), KeyFile.create(name, next, now).toJson()));
          renewed++;
        } else {
          folder.replace(Map.of(name.file(), key.under(next, before).toJson()));
          wrapped++;
        }
      }
    }
    return new Keyring.Rotated(wrapped, renewed);
  }

  private static List<KeyName> live(KeyRecord.Kind kind, Set<String> files) {
    List<KeyName> names = new ArrayList<>();
    for (String file : files) {
      if (!file.startsWith(".") && file.endsWith(KeyName.KEY)) {
        String period = file.substring(0, file.length() - KeyName.KEY.length());
        if (!files.contains(period + KeyName.DESTROYED)) {
          names.add(new KeyName(kind, period));
        }
      }
    }
    return names;
  }

  /** Names of periods of one length are in the order of time. */
  private static boolean beginsAfter(KeyName name, long day) {
    return name.kind() != KeyRecord.Kind.STANDING
        && Epoch.ofName(name.period())
            .map(epoch -> name.period().compareTo(epoch.nameOfDay(day)) > 0)
            .orElse(false);
  }
}
