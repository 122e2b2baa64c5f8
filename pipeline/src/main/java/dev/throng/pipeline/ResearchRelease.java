package dev.throng.pipeline;

import dev.throng.pipeline.job.Research;
import dev.throng.pipeline.publish.AggregateFiles;
import dev.throng.pipeline.publish.Column;
import dev.throng.pipeline.publish.ReportSummary;
import dev.throng.pipeline.publish.Staging;
import dev.throng.pipeline.publish.Table;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Aggregate;
import dev.throng.transforms.aggregate.Group;
import dev.throng.transforms.aggregate.Groups;
import dev.throng.transforms.aggregate.Release;
import dev.throng.transforms.release.exact.Rational;
import dev.throng.transforms.release.extract.Extract;
import dev.throng.transforms.release.extract.Generalization;
import dev.throng.transforms.release.extract.Respondents;
import dev.throng.transforms.release.extract.Shortfall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A day of the extract for research: rows go out as coarse as enough people share them. */
final class ResearchRelease implements WindowRelease {
  private final WorkerSettings settings;
  private final Research research;
  private final long windowStart;
  private final Groups groups;

  ResearchRelease(WorkerSettings settings, Research research, long windowStart) {
    this.settings = settings;
    this.research = research;
    this.windowStart = windowStart;
    this.groups = new Groups(research.report());
  }

  @Override
  public boolean isWanted() {
    return settings.range().holdsWindow(research.report(), windowStart);
  }

  @Override
  public void add(Aggregate aggregate) {
    groups.add(aggregate);
  }

  @Override
  public Table table() {
    return table(extract());
  }

  private Extract<Group> extract() {
    Release.KAnonymous release = research.release();
    return new Generalization<>(RESPONDENTS, release.chains(), Rational.of(release.suppress()))
        .of(groups.groups());
  }

  private Table table(Extract<Group> extract) {
    return new Table(
        Research.NAME,
        windowStart,
        research.report().windowEnd(windowStart),
        research.columns(),
        List.of(new Column(Research.ROWS, Column.Kind.COUNT)),
        extract.rows().stream().map(row -> row.group().released(row.values())).toList());
  }

  @Override
  public String content() {
    throw new IllegalStateException("not for third parties");
  }

  @Override
  public ReportSummary write() throws IOException {
    Extract<Group> extract = extract();
    Table table = table(extract);
    Map<String, Long> suppressed = new HashMap<>();
    for (Shortfall shortfall : Shortfall.values()) {
      suppressed.put(shortfall.label(), extract.suppressed().getOrDefault(shortfall, 0L));
    }
    AggregateFiles files =
        new AggregateFiles(settings.staging(), research.output().to(), research.output().format());
    return ReportSummary.ofExtract(
        Research.NAME,
        windowStart,
        table.rows().size(),
        extract.released(),
        suppressed,
        new ArrayList<>(List.of(files.writeAlone(table, Staging.newAttempt()))));
  }

  private static final Respondents<Group> RESPONDENTS =
      new Respondents<>() {
        @Override
        public List<String> values(Group group) {
          return group.values();
        }

        @Override
        public long events(Group group) {
          return Long.parseLong(
              String.valueOf(group.released(group.values()).getMeasures().get(0)));
        }

        @Override
        public Optional<Shortfall> shortfall(Group group) {
          if (!group.isLarge()) {
            return Optional.of(Shortfall.TOO_FEW_PEOPLE);
          }
          return group.meetsConditions() ? Optional.empty() : Optional.of(Shortfall.TOO_ALIKE);
        }

        @Override
        public Group union(List<Group> groups) {
          return Group.union(groups);
        }
      };
}
