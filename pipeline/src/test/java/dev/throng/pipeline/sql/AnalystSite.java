package dev.throng.pipeline.sql;

import com.google.common.io.Resources;
import dev.throng.pipeline.generate.Generator;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.publish.CsvReader;
import dev.throng.pipeline.read.RunRange;
import dev.throng.pipeline.run.BatchRun;
import dev.throng.pipeline.run.Engine;
import dev.throng.pipeline.run.RunListener;
import dev.throng.transforms.pseudonymize.key.Keyring;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A fortnight of the demo's marketplace, as CSV, as Parquet and in PostgreSQL. */
final class AnalystSite {
  private static final Instant FROM = Instant.parse("2026-06-01T00:00:00Z");
  private static final String REPORTS = "dev/throng/transforms/aggregate/reports.yaml";
  private static final String PUBLIC = "dev/throng/pipeline/demo/public-reports.yaml";

  final Path folder;
  final Path job;

  AnalystSite(Path folder, String database, int people, long events) throws IOException {
    this.folder = folder;
    this.job = folder.resolve("job.yaml");
    try (OutputStream out = Files.newOutputStream(folder.resolve("events.ndjson"))) {
      new Generator(7, people, FROM, Duration.ofDays(14)).write(events, out);
    }
    String noised = text(PUBLIC);
    Files.writeString(
        folder.resolve("reports.yaml"),
        text(REPORTS) + noised.substring(noised.indexOf("  - name:")));
    Files.writeString(folder.resolve("pg.properties"), "user=postgres\npassword=postgres\n");
    Files.writeString(
        job,
        """
        name: analysts
        events: {format: throng-json, from: events.ndjson}
        keys: {keyring: keys, master: "file:master.key"}
        reports: reports.yaml
        budget: {third_party: {epsilon: 10, delta: 1e-6, period: 30d}}
        output:
          aggregates:
            - {to: out/csv, format: csv}
            - {to: out/parquet, format: parquet}
            - {to: "%s", properties: pg.properties}
          rejected: {to: out/rejected}
          manifest: out/run.json
        limits: {from: 2026-06-01, until: 2026-06-15}
        """
            .formatted(database));
    Keyring.of(job().keys()).createMaster();
  }

  Job job() {
    return JobFile.read(job.toString(), Instant.parse("2026-06-20T00:00:00Z"));
  }

  void run() throws IOException {
    new BatchRun(job(), RunRange.EVERYTHING, Engine.of("--parallelism=2"), RunListener.NONE).run();
  }

  /** Files of CSV by path, as in {@code pages/2026-06-01.csv}. */
  SortedMap<String, String> tables() throws IOException {
    SortedMap<String, String> tables = new TreeMap<>();
    Path csv = folder.resolve("out/csv");
    try (Stream<Path> found = Files.walk(csv)) {
      for (Path file : found.filter(each -> each.toString().endsWith(".csv")).toList()) {
        tables.put(csv.relativize(file).toString(), Files.readString(file));
      }
    }
    return tables;
  }

  /** All rows of a report, in the order of the files. */
  List<Map<String, String>> rows(String report) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    for (Map.Entry<String, String> file : tables().entrySet()) {
      if (file.getKey().startsWith(report + "/")) {
        List<List<String>> records = CsvReader.read(file.getValue());
        for (List<String> record : records.subList(1, records.size())) {
          Map<String, String> row = new LinkedHashMap<>();
          for (int i = 0; i < record.size(); i++) {
            row.put(records.get(0).get(i), record.get(i));
          }
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private static String text(String resource) throws IOException {
    return Resources.toString(Resources.getResource(resource), StandardCharsets.UTF_8);
  }
}
