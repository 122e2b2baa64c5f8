package dev.throng.pipeline;

import dev.throng.pipeline.job.Layouts;
import dev.throng.pipeline.publish.ReportSummary;
import dev.throng.pipeline.publish.Table;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Aggregate;
import dev.throng.schemas.ReleasedAggregate;
import dev.throng.transforms.aggregate.Group;
import dev.throng.transforms.aggregate.Groups;
import dev.throng.transforms.aggregate.Report;
import dev.throng.transforms.release.AtLeast;
import dev.throng.transforms.release.Crowd;
import dev.throng.transforms.release.Released;
import dev.throng.transforms.release.lattice.Level;
import java.io.IOException;
import java.util.List;

/** A window of which rows go out that are about enough people. */
final class ThresholdRelease implements WindowRelease {
  private final WorkerSettings settings;
  private final Report report;
  private final long windowStart;
  private final Groups groups;

  ThresholdRelease(WorkerSettings settings, Report report, long windowStart) {
    this.settings = settings;
    this.report = report;
    this.windowStart = windowStart;
    this.groups = new Groups(report);
  }

  @Override
  public boolean isWanted() {
    return settings.range().holdsWindow(report, windowStart);
  }

  @Override
  public void add(Aggregate aggregate) {
    groups.add(aggregate);
  }

  @Override
  public Table table() {
    Released<Group> released = released();
    OperationMetrics.released(released.rows().size(), released.merged(), released.suppressed());
    return files().table(rows(released));
  }

  @Override
  public String content() {
    throw new IllegalStateException("not for third parties");
  }

  @Override
  public ReportSummary write() throws IOException {
    Released<Group> released = released();
    List<ReleasedAggregate> rows = rows(released);
    return ReportSummary.ofInternal(
        report.name(),
        windowStart,
        rows.size(),
        released.merged(),
        released.suppressed(),
        files().write(rows));
  }

  private Released<Group> released() {
    return new AtLeast<>(
            CROWD,
            report.atLeast(),
            report.dimensions().size(),
            report.rollups().stream().map(kept -> Level.of(report.dimensions(), kept)).toList())
        .release(groups.groups());
  }

  private static List<ReleasedAggregate> rows(Released<Group> released) {
    return released.rows().stream().map(row -> row.group().released(row.values())).toList();
  }

  private WindowFiles files() {
    return new WindowFiles(settings, report, windowStart, Layouts.of(report).measures());
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
