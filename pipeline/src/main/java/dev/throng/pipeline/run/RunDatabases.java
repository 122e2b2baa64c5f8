package dev.throng.pipeline.run;

import dev.throng.pipeline.job.Database;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.Layouts;
import dev.throng.pipeline.publish.Commit;
import dev.throng.pipeline.publish.Layout;
import dev.throng.pipeline.publish.PostgresTables;
import dev.throng.pipeline.publish.ReportSummary;
import dev.throng.pipeline.publish.StagedTables;
import dev.throng.pipeline.publish.Staging;
import dev.throng.pipeline.publish.WrittenFile;
import dev.throng.transforms.aggregate.Report;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The databases of a run over files. Each window is written in a transaction of its own; a run that
 * fails in between has no manifest, and the next one writes over what it wrote.
 */
final class RunDatabases {
  private final Job job;
  private final Map<String, Layout> layouts;

  RunDatabases(Job job) {
    this.job = job;
    this.layouts = Layouts.of(job);
  }

  /**
   * Requires that all can be reached.
   *
   * @throws IOException where one cannot
   */
  void check() throws IOException {
    for (Database database : job.outputs().databases()) {
      try (PostgresTables tables = tables(database)) {
        tables.check();
      }
    }
  }

  /** What a commit does with those windows. */
  Commit.Step step(List<ReportSummary> windows) {
    return staging -> write(staging, windows);
  }

  private void write(Staging staging, List<ReportSummary> windows) throws IOException {
    Map<String, Report> reports = new HashMap<>();
    job.reports().forEach(report -> reports.put(report.name(), report));
    StagedTables staged = new StagedTables(staging, job.outputs().places().home());
    for (Database database : job.outputs().databases()) {
      try (PostgresTables tables = tables(database)) {
        for (ReportSummary window : windows) {
          Report report = reports.get(window.report());
          Layout layout = layouts.get(window.report());
          for (WrittenFile file : window.files()) {
            if (report != null && layout != null && file.output().equals(database.url())) {
              tables.write(
                  staged.read(
                      file, layout, window.windowStart(), report.windowEnd(window.windowStart())));
            }
          }
        }
      }
    }
  }

  /** Whether a file, or a window in a database, stands where it was to be written. */
  boolean stands(ReportSummary window, WrittenFile file) throws IOException {
    for (Database database : job.outputs().databases()) {
      if (file.output().equals(database.url())) {
        try (PostgresTables tables = tables(database)) {
          return tables.holds(window.report(), window.windowStart());
        }
      }
    }
    return file.stands();
  }

  private PostgresTables tables(Database database) {
    return new PostgresTables(database.url(), database::secrets, layouts);
  }
}
