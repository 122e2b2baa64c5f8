package dev.throng.pipeline.read;

import dev.throng.pipeline.job.Job;
import dev.throng.transforms.aggregate.Report;
import dev.throng.transforms.pseudonymize.PseudonymizeSettings.Needs;

/** Which ids a job's outputs ask for: what nobody asks for is not computed. */
final class Needed {
  private Needed() {}

  static Needs by(Job job) {
    boolean sessions =
        job.reports().stream()
            .anyMatch(each -> each.countsSessions() || each.countsNoisedSessions());
    return new Needs(
        job.outputs().events() != null || job.reports().stream().anyMatch(Report::isBySeller),
        !job.events().dedupe().isZero(),
        sessions || measured(job, "unique_devices"),
        sessions,
        sessions || measured(job, "unique_users"),
        true);
  }

  private static boolean measured(Job job, String measure) {
    return job.reports().stream().anyMatch(report -> report.measures().contains(measure));
  }
}
