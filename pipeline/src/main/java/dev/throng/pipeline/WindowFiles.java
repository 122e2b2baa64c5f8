package dev.throng.pipeline;

import dev.throng.pipeline.job.Database;
import dev.throng.pipeline.publish.AggregateFiles;
import dev.throng.pipeline.publish.Column;
import dev.throng.pipeline.publish.StagedTables;
import dev.throng.pipeline.publish.Staging;
import dev.throng.pipeline.publish.Table;
import dev.throng.pipeline.publish.WrittenFile;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.ReleasedAggregate;
import dev.throng.transforms.aggregate.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of one window of a report, one in each output.
 *
 * @param columns the measures' columns
 */
record WindowFiles(WorkerSettings settings, Report report, long windowStart, List<Column> columns) {

  /** Writes one attempt at each, and stages one for each database. */
  ArrayList<WrittenFile> write(List<ReleasedAggregate> rows) throws IOException {
    Table table = table(rows);
    ArrayList<WrittenFile> files = new ArrayList<>();
    for (AggregateFiles output : outputs()) {
      files.add(output.write(table, Staging.newAttempt()));
    }
    StagedTables staged =
        new StagedTables(settings.staging(), settings.job().outputs().places().home());
    for (Database database : settings.job().outputs().databases()) {
      files.add(staged.write(table, database.url(), Staging.newAttempt()));
    }
    return files;
  }

  /** The table of those rows. */
  Table table(List<ReleasedAggregate> rows) {
    return table(report.dimensions(), rows);
  }

  /**
   * Writes what each seller gets, in a folder of their own that has their pseudonym's name, without
   * a column for it (P11). Who has no row has no file: rows are chosen by what is noised, and so
   * tell no more than a file without them.
   */
  ArrayList<WrittenFile> writeBySeller(List<ReleasedAggregate> rows) throws IOException {
    int dimensions = report.dimensions().size();
    Map<String, List<ReleasedAggregate>> sellers = new TreeMap<>();
    for (ReleasedAggregate row : rows) {
      List<String> group = row.getGroup();
      sellers
          .computeIfAbsent(group.get(0), seller -> new ArrayList<>())
          .add(
              new ReleasedAggregate(
                  row.getReport(),
                  row.getWindowStart(),
                  row.getWindowEnd(),
                  List.copyOf(group.subList(1, dimensions)),
                  row.getMeasures()));
    }
    ArrayList<WrittenFile> files = new ArrayList<>();
    for (Map.Entry<String, List<ReleasedAggregate>> seller : sellers.entrySet()) {
      Table table = table(report.dimensions().subList(1, dimensions), seller.getValue());
      for (AggregateFiles output : outputs()) {
        files.add(output.writeFor(seller.getKey(), table, Staging.newAttempt()));
      }
    }
    return files;
  }

  private Table table(List<String> dimensions, List<ReleasedAggregate> rows) {
    return new Table(
        report.name(),
        windowStart,
        report.windowEnd(windowStart),
        dimensions.stream().map(Column::ofDimension).toList(),
        columns,
        rows);
  }

  private List<AggregateFiles> outputs() {
    return settings.job().outputs().aggregates().stream()
        .map(output -> new AggregateFiles(settings.staging(), output.to(), output.format()))
        .toList();
  }
}
