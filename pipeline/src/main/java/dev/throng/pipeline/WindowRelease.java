package dev.throng.pipeline;

import dev.throng.pipeline.job.Output;
import dev.throng.pipeline.publish.AggregateFiles;
import dev.throng.pipeline.publish.AggregateFormat;
import dev.throng.pipeline.publish.Column;
import dev.throng.pipeline.publish.ReportSummary;
import dev.throng.pipeline.publish.Staging;
import dev.throng.pipeline.publish.Table;
import dev.throng.pipeline.publish.WrittenFile;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Aggregate;
import dev.throng.schemas.ReleasedAggregate;
import dev.throng.transforms.aggregate.Group;
import dev.throng.transforms.aggregate.Groups;
import dev.throng.transforms.aggregate.Measure;
import dev.throng.transforms.aggregate.Report;
import dev.throng.transforms.release.AtLeast;
import dev.throng.transforms.release.Crowd;
import dev.throng.transforms.release.Released;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The end of one report and window: add up, release, write. Without Beam; for one thread. */
public final class WindowRelease {
  private final WorkerSettings settings;
  private final Report report;
  private final Groups groups;
  private long windowStart;

  /** Of a report of the job, by its name. */
  public WindowRelease(WorkerSettings settings, String report) {
    this.settings = settings;
    this.report =
        settings.job().reports().stream()
            .filter(each -> each.name().equals(report))
            .findFirst()
            .orElseThrow();
    this.groups = new Groups(this.report);
  }

  /** Whether the run was asked for that window. */
  public boolean wants(long start) {
    return settings.range().holdsWindow(report, start);
  }

  /** Adds what a worker knew of it. */
  public void add(Aggregate aggregate) {
    windowStart = aggregate.getWindowStart();
    groups.add(aggregate);
  }

  /** Releases what may go out, and writes one attempt at its file in each output. */
  public ReportSummary write() throws IOException {
    Released<Group> released =
        new AtLeast<>(
                CROWD,
                report.release().atLeast(),
                report.dimensions().size(),
                report.rollups().stream().map(List::size).toList())
            .release(groups.groups());
    List<ReleasedAggregate> rows =
        released.rows().stream().map(row -> row.group().released(row.values())).toList();
    Table table =
        new Table(
            report.name(),
            windowStart,
            report.windowEnd(windowStart),
            report.dimensions(),
            report.resolvedMeasures().stream().map(WindowRelease::column).toList(),
            rows);
    ArrayList<WrittenFile> files = new ArrayList<>();
    for (Output<AggregateFormat> output : settings.job().outputs().aggregates()) {
      files.add(
          new AggregateFiles(settings.staging(), output.to(), output.format())
              .write(table, Staging.newAttempt()));
    }
    return new ReportSummary(
        report.name(), windowStart, rows.size(), released.merged(), released.suppressed(), files);
  }

  private static Column column(Measure measure) {
    return new Column(measure.column(), Column.Kind.valueOf(measure.kind().name()));
  }

  private static final Crowd<Group> CROWD =
      new Crowd<>() {
        @Override
        public List<String> values(Group group) {
          return group.values();
        }

        @Override
        public long people(Group group) {
          return group.people();
        }

        @Override
        public Group union(List<Group> groups) {
          return Group.union(groups);
        }
      };
}
