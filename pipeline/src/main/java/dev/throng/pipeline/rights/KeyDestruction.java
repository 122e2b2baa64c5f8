package dev.throng.pipeline.rights;

import dev.throng.pipeline.job.Job;
import dev.throng.transforms.pseudonymize.key.Epoch;
import dev.throng.transforms.pseudonymize.key.KeyRecord;
import dev.throng.transforms.pseudonymize.key.Keyring;
import dev.throng.transforms.settings.SettingsException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Destroys the keys of a time that no stored row needs any more. */
public final class KeyDestruction {
  private final Keyring keyring;

  /** That of a job's keys. */
  public KeyDestruction(Job job) {
    this.keyring = Keyring.of(job.keys());
  }

  /**
   * Destroys an epoch's key and those of its days. Destroyed ones are cleared up again, and stay.
   *
   * @param epoch the name of a month, a week or a day
   * @param reason in words that name nobody
   * @return what is left of them
   * @throws SettingsException where there is none
   */
  public List<KeyRecord> of(String epoch, String reason, Instant now) {
    Epoch length = Epoch.ofName(epoch).orElseThrow();
    List<KeyRecord> gone = new ArrayList<>();
    for (KeyRecord key : keyring.list()) {
      String period = key.name().substring(key.name().indexOf('/') + 1);
      boolean itself = key.kind() == KeyRecord.Kind.EPOCH && period.equals(epoch);
      boolean day =
          key.kind() == KeyRecord.Kind.DAY
              && length.nameOfDay(LocalDate.parse(period).toEpochDay()).equals(epoch);
      if (itself || day) {
        gone.add(keyring.destroy(key.name(), reason, now));
      }
    }
    if (gone.isEmpty()) {
      throw new SettingsException("there is no key of " + epoch + " to be destroyed");
    }
    return gone;
  }
}
