package dev.throng.pipeline.read;

import dev.throng.pipeline.job.Input;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.publish.SplitName;
import dev.throng.pipeline.publish.Staging;
import dev.throng.schemas.Split;
import java.io.Serializable;

/**
 * All that a worker needs to treat splits: references and rules, never a secret (F12).
 *
 * @param job the job
 * @param range what of the input is asked for
 * @param calendar which windows go to third parties
 * @param staging where attempts are written
 * @param ledger which files hold the ledger, and how it is joined
 * @param buckets how many buckets rows about people are shuffled in
 */
public record WorkerSettings(
    Job job,
    RunRange range,
    ReleaseCalendar calendar,
    Staging staging,
    LedgerFiles ledger,
    int buckets)
    implements Serializable {

  /** What the files of a split are called. */
  SplitName place(Split split) {
    return job.events().input() instanceof Input.Sealed sealed
        ? sealed.place(split.getFile())
        : SplitName.of(split);
  }
}
