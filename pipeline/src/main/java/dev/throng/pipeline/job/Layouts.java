package dev.throng.pipeline.job;

import dev.throng.pipeline.publish.Column;
import dev.throng.pipeline.publish.Layout;
import dev.throng.transforms.aggregate.Measure;
import dev.throng.transforms.aggregate.Release;
import dev.throng.transforms.aggregate.Report;
import dev.throng.transforms.release.noisy.NoisyColumn;
import dev.throng.transforms.release.noisy.NoisyPlan;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the tables of a job's reports look like, before there is one. */
public final class Layouts {
  private Layouts() {}

  /** Those of a job by the names of its reports, the extract for research among them. */
  public static Map<String, Layout> of(Job job) {
    Map<String, Layout> layouts = new LinkedHashMap<>();
    job.reports().forEach(report -> layouts.put(report.name(), of(report)));
    Research research = job.outputs().research();
    if (research != null) {
      layouts.put(
          Research.NAME,
          new Layout(
              Research.NAME,
              research.report().window(),
              about(research.report()),
              research.columns(),
              List.of(new Column(Research.ROWS, Column.Kind.COUNT))));
    }
    return layouts;
  }

  /** That of a report. */
  public static Layout of(Report report) {
    return new Layout(
        report.name(),
        report.window(),
        about(report),
        report.dimensions().stream().map(Column::ofDimension).toList(),
        report.isNoised()
            ? columns(new NoisyPlan(NoisyReports.of(report)))
            : report.resolvedMeasures().stream().map(Layouts::column).toList());
  }

  /** The columns of what a plan releases. */
  public static List<Column> columns(NoisyPlan plan) {
    return plan.columns().stream().map(Layouts::column).toList();
  }

  private static Column column(NoisyColumn column) {
    return new Column(column.name(), Column.Kind.valueOf(column.kind().name()));
  }

  private static Column column(Measure measure) {
    return new Column(measure.column(), Column.Kind.valueOf(measure.kind().name()));
  }

  private static String about(Report report) {
    StringBuilder about = new StringBuilder("One row a group and window of ");
    about.append(length(report.window())).append(", by UTC, of people who allow the purpose ");
    about.append(report.purpose().name().toLowerCase(Locale.ROOT)).append('.');
    if (!report.where().isEmpty()) {
      about.append(" Only events whose ");
      about.append(
          new TreeMap<>(report.where())
              .entrySet().stream()
                  .map(each -> each.getKey() + " is " + String.join(" or ", each.getValue()))
                  .collect(Collectors.joining(", ")));
      about.append('.');
    }
    about.append(" For: ").append(report.recipient()).append('.');
    if (report.release() instanceof Release.Noised noised) {
      about.append(" Every number carries noise (epsilon ").append(noised.epsilon());
      about.append(", delta ").append(noised.delta());
      about.append("): beside it stand its standard error, its 95 % interval and its draw.");
    } else {
      about.append(" A row is about at least ").append(report.atLeast());
      about.append(" people; a window without rows had fewer, which is not none.");
    }
    return about.toString();
  }

  private static String length(Duration window) {
    if (window.toHoursPart() == 0 && window.toMinutesPart() == 0) {
      return window.toDays() == 1 ? "a day" : window.toDays() + " days";
    }
    return window.toMinutes() % 60 == 0 ? window.toHours() + " h" : window.toMinutes() + " min";
  }
}
