package dev.throng.pipeline;

import dev.throng.pipeline.job.NoisyReports;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Aggregate;
import dev.throng.transforms.aggregate.Report;
import dev.throng.transforms.release.bounding.BoundedGroup;
import dev.throng.transforms.release.bounding.Bounds;
import dev.throng.transforms.release.lattice.Level;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.beam.sdk.values.KV;

/** An empty aggregate for each window that goes to third parties: it is released, come what may. */
public final class EmptyWindows {
  private EmptyWindows() {}

  /** Those of a run's calendar, by report and window. */
  public static List<KV<KV<String, Long>, Aggregate>> of(WorkerSettings settings) {
    List<KV<KV<String, Long>, Aggregate>> windows = new ArrayList<>();
    for (Report report : settings.job().reports()) {
      if (report.isNoised()) {
        Bounds bounds = NoisyReports.of(report).bounds();
        for (long start : settings.calendar().windows(report)) {
          windows.add(KV.of(KV.of(report.name(), start), of(bounds, start)));
        }
      }
    }
    return windows;
  }

  /** Of one window. */
  public static Aggregate of(Bounds bounds, long start) {
    return new BoundedGroup(
            bounds.report(),
            start,
            Collections.nCopies(bounds.dimensions(), Level.ALL),
            0,
            Collections.nCopies(bounds.quantities().size(), BigInteger.ZERO))
        .aggregate(bounds);
  }
}
