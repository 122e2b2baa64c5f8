package dev.throng.pipeline.job;

import dev.throng.transforms.aggregate.Report;
import dev.throng.transforms.pseudonymize.Policy;
import dev.throng.transforms.pseudonymize.key.KeySettings;
import dev.throng.transforms.release.budget.Budget;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job file with all that it names, read and validated. It holds references to secrets, never a
 * secret.
 *
 * @param name the job's name
 * @param events where events come from
 * @param consent who may be counted
 * @param policy what becomes of each field
 * @param geo what locations are coarsened with
 * @param keys where the keys lie
 * @param store the folder of what Throng itself keeps, such as its own ledger
 * @param reports what is counted, in the file's order
 * @param budget how much third parties may learn of a person; null where nothing is for them
 * @param outputs what is written where
 * @param limits what the input may be like
 */
public record Job(
    String name,
    EventSource events,
    Consent consent,
    Policy policy,
    GeoSource geo,
    KeySettings keys,
    String store,
    List<Report> reports,
    @Nullable Budget budget,
    JobOutputs outputs,
    Limits limits)
    implements Serializable {
  public Job {
    reports = List.copyOf(reports);
  }

  /**
   * The same job over what it rejected and sealed, with nothing but stored events: statistics of
   * windows that are out are never changed by a few late rows.
   */
  public Job replaying(Input.Sealed sealed, String rejected, String manifest) {
    return new Job(
        name,
        events.from(sealed),
        consent.today(),
        policy,
        geo,
        keys,
        store,
        List.of(),
        null,
        new JobOutputs(
            outputs.events(),
            outputs.excludedRegions(),
            List.of(),
            List.of(),
            List.of(),
            null,
            rejected,
            null,
            null,
            manifest,
            null),
        limits.refusingNothing());
  }

  /** The same job with other limits. */
  public Job with(Limits others) {
    return new Job(
        name, events, consent, policy, geo, keys, store, reports, budget, outputs, others);
  }
}
