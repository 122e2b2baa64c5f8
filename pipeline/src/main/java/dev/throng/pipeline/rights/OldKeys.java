package dev.throng.pipeline.rights;

import dev.throng.pipeline.job.Job;
import dev.throng.transforms.pseudonymize.Retention;
import dev.throng.transforms.pseudonymize.key.Epoch;
import dev.throng.transforms.pseudonymize.key.EpochState;
import dev.throng.transforms.pseudonymize.key.KeyRecord;
import dev.throng.transforms.pseudonymize.key.Keyring;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Destroys the keys of times of which stored events have all outlived their term and none is left
 * that names somebody. The keys of noise go with the events of their month: without these nobody
 * can release its windows anyhow.
 */
record OldKeys(Job job, Instant now, boolean dry, Retention events) {
  private static final String REASON = "expired";

  List<String> run() throws IOException {
    List<String> destroyed = new ArrayList<>();
    Keyring keyring = Keyring.of(job.keys());
    KeyUse use = new KeyUse(job);
    if (!dry) {
      keyring.clearUp();
    }
    for (KeyRecord key : keyring.list()) {
      if (key.kind() == KeyRecord.Kind.STANDING || key.state() != EpochState.LIVE) {
        continue;
      }
      String period = key.name().substring(key.name().indexOf('/') + 1);
      boolean rows = key.kind() != KeyRecord.Kind.RELEASE;
      if (!ended(period) || (rows && use.of(period).isPresent())) {
        continue;
      }
      if (!dry) {
        keyring.destroy(key.name(), REASON, now);
      }
      destroyed.add(key.name());
    }
    return destroyed;
  }

  /** Whether the last day of a period has outlived its term. */
  private boolean ended(String period) {
    long last = Math.floorDiv(now.minus(events.keep()).getEpochSecond(), 86_400L) - 1;
    Epoch epoch = Epoch.ofName(period).orElseThrow();
    // Names of one length are in the order of time; the period of the day after is not over.
    String current = epoch.nameOfDay(last + 1);
    return period.compareTo(current) < 0;
  }
}
