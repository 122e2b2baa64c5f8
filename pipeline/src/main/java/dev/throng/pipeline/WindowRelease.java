package dev.throng.pipeline;

import dev.throng.pipeline.publish.ReportSummary;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Aggregate;
import dev.throng.transforms.aggregate.Report;
import java.io.IOException;

/** The end of one report and window: add up, release, write. Without Beam; for one thread. */
public interface WindowRelease {
  /** Of a window of a report of the job, by its name. */
  static WindowRelease of(WorkerSettings settings, String name, long windowStart) {
    Report report =
        settings.job().reports().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
    return report.isNoised()
        ? new NoisyRelease(settings, report, windowStart)
        : new ThresholdRelease(settings, report, windowStart);
  }

  /** Whether the run releases it. */
  boolean isWanted();

  /** Adds what a worker knew of it. */
  void add(Aggregate aggregate);

  /** Releases what may go out, and writes one attempt at its file in each output. */
  ReportSummary write() throws IOException;
}
