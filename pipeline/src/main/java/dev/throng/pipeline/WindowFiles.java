package dev.throng.pipeline;

import dev.throng.pipeline.job.Output;
import dev.throng.pipeline.publish.AggregateFiles;
import dev.throng.pipeline.publish.AggregateFormat;
import dev.throng.pipeline.publish.Column;
import dev.throng.pipeline.publish.Staging;
import dev.throng.pipeline.publish.Table;
import dev.throng.pipeline.publish.WrittenFile;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.ReleasedAggregate;
import dev.throng.transforms.aggregate.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of one window of a report, one in each output.
 *
 * @param columns the measures' columns
 */
record WindowFiles(WorkerSettings settings, Report report, long windowStart, List<Column> columns) {

  /** Writes one attempt at each. */
  ArrayList<WrittenFile> write(List<ReleasedAggregate> rows) throws IOException {
    Table table = table(rows);
    ArrayList<WrittenFile> files = new ArrayList<>();
    for (Output<AggregateFormat> output : settings.job().outputs().aggregates()) {
      files.add(
          new AggregateFiles(settings.staging(), output.to(), output.format())
              .write(table, Staging.newAttempt()));
    }
    return files;
  }

  /** The table of those rows. */
  Table table(List<ReleasedAggregate> rows) {
    return new Table(
        report.name(),
        windowStart,
        report.windowEnd(windowStart),
        report.dimensions(),
        columns,
        rows);
  }
}
