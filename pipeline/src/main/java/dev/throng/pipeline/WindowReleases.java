package dev.throng.pipeline;

import dev.throng.pipeline.job.NoisyReports;
import dev.throng.pipeline.job.Research;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.transforms.aggregate.Report;
import dev.throng.transforms.pseudonymize.key.ReleaseSecrets;
import dev.throng.transforms.release.noisy.NoisyPlan;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Begins the release of windows of a job's reports. What is the same for all windows of a report,
 * above all how its noise is drawn, is worked out once. Made on the worker, for one thread.
 */
public final class WindowReleases {
  private final WorkerSettings settings;
  private final ReleaseSecrets secrets;
  private final Map<String, Report> reports = new HashMap<>();
  private final Map<String, NoisyPlan> plans = new HashMap<>();
  private final Optional<Research> research;

  /** Those of a job; keys are read when they are needed. */
  public WindowReleases(WorkerSettings settings) {
    this.settings = settings;
    this.secrets = ReleaseSecrets.of(settings.job().keys());
    settings.job().reports().forEach(report -> reports.put(report.name(), report));
    this.research = Optional.ofNullable(settings.job().outputs().research());
  }

  /**
   * Of a window of a report.
   *
   * @param name that of a report of the job, or of its extract
   * @param windowStart milliseconds since 1970-01-01T00:00Z
   */
  public WindowRelease of(String name, long windowStart) {
    if (research.isPresent() && name.equals(Research.NAME)) {
      return new ResearchRelease(settings, research.get(), windowStart);
    }
    Report report = reports.get(name);
    if (report == null) {
      throw new IllegalArgumentException("a window of no report of the job");
    }
    if (!report.isNoised()) {
      return new ThresholdRelease(settings, report, windowStart);
    }
    NoisyPlan plan = plans.computeIfAbsent(name, first -> new NoisyPlan(NoisyReports.of(report)));
    return new NoisyRelease(settings, report, windowStart, plan, secrets);
  }
}
