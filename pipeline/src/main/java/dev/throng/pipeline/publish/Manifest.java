package dev.throng.pipeline.publish;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The manifest of a run: what came in, what became of it and what was written. It is written last,
 * and is the only mark of success. It is internal, and travels with no third-party output.
 *
 * @param status whether the run's statistics were published
 * @param job what the run is of
 * @param summary what it came to
 * @param run its clocks
 */
public record Manifest(Status status, Job job, Summary summary, Run run) {

  /** How a run ended, if it ended by itself. */
  public enum Status {
    /** Everything is in place. */
    DONE,
    /** More was rejected than the job allows: only rejections are written. */
    REFUSED
  }

  /**
   * What a run is of.
   *
   * @param name the job's name
   * @param versions version by what it is of: the program, the policy, the geo database
   * @param keyIds names of the epoch keys that made the pseudonyms
   */
  public record Job(String name, Map<String, String> versions, List<String> keyIds) {
    public Job {
      versions = Map.copyOf(versions);
      keyIds = List.copyOf(keyIds);
    }
  }

  /**
   * The clocks of a run: what is never the same twice.
   *
   * @param id the run's random name
   * @param started when it started
   * @param finished when everything was ready to be moved to its place
   */
  public record Run(String id, Instant started, Instant finished) {}

  /**
   * As JSON in UTF-8: first what is the same for the same input, with sorted names, then what is
   * not, under {@code run}.
   */
  byte[] bytes() throws IOException {
    Map<String, Object> all = new LinkedHashMap<>(comparable());
    Map<String, Object> once = new TreeMap<>();
    once.put("id", run.id());
    once.put("started", run.started().toString());
    once.put("finished", run.finished().toString());
    List<WrittenFile> events = new ArrayList<>();
    List<WrittenFile> rejections = new ArrayList<>();
    for (SplitSummary split : summary.splits()) {
      events.addAll(split.events());
      rejections.addAll(split.rejections());
    }
    once.put("events", files(status == Status.DONE ? events : List.of()));
    once.put("rejections", files(rejections));
    all.put("run", once);
    return PrettyJson.bytes(all);
  }

  private Map<String, Object> comparable() {
    Counts counts = summary.counts();
    Map<String, Object> part = new TreeMap<>();
    part.put("status", status.name().toLowerCase(Locale.ROOT));
    part.put("job", job.name());
    part.put("versions", new TreeMap<>(job.versions()));
    part.put("key_ids", job.keyIds().stream().sorted().toList());
    part.put("records_read", counts.read());
    part.put("events_kept", counts.kept());
    part.put("dropped", counts.dropped());
    part.put("rejected", counts.rejected());
    part.put("warnings", counts.warnings());
    LedgerCounts ledger = summary.ledger();
    if (!ledger.equals(LedgerCounts.NONE)) {
      part.put(
          "ledger",
          new TreeMap<>(
              Map.of(
                  "facts_read", ledger.read(),
                  "facts_unclear", ledger.unclear(),
                  "facts_rejected", ledger.rejected())));
    }
    part.put("reports", status == Status.DONE ? reports() : Map.of());
    Map<String, Object> outputs = new TreeMap<>();
    outputs.put("aggregates", files(tables(false)));
    if (summary.reports().stream().anyMatch(ReportSummary::forResearch)) {
      outputs.put("research", files(tables(true)));
    }
    part.put("outputs", outputs);
    return part;
  }

  private List<WrittenFile> tables(boolean ofExtract) {
    List<WrittenFile> tables = new ArrayList<>();
    for (ReportSummary report : summary.reports()) {
      if (status == Status.DONE && report.forResearch() == ofExtract) {
        tables.addAll(report.files());
      }
    }
    return tables;
  }

  private Map<String, Map<String, Long>> reports() {
    Map<String, Map<String, Long>> reports = new TreeMap<>();
    for (ReportSummary window : summary.reports()) {
      Map<String, Long> report = reports.computeIfAbsent(window.report(), name -> new TreeMap<>());
      report.merge("windows", 1L, Long::sum);
      report.merge("rows_released", window.rowsReleased(), Long::sum);
      window.more().forEach((name, count) -> report.merge(name, count, Long::sum));
      if (window.forResearch()) {
        continue;
      }
      report.merge("groups_merged", window.groupsMerged(), Long::sum);
      report.merge("groups_suppressed", window.groupsSuppressed(), Long::sum);
      if (window.forThirdParties()) {
        report.merge("already_released", window.alreadyReleased() ? 1L : 0L, Long::sum);
      }
    }
    return reports;
  }

  /** By their places below their outputs, so that manifests of other folders compare. */
  private static List<Map<String, Object>> files(List<WrittenFile> written) {
    List<Map<String, Object>> files = new ArrayList<>();
    written.stream()
        .sorted(Comparator.comparing(WrittenFile::place).thenComparing(WrittenFile::output))
        .forEach(
            file -> {
              Map<String, Object> entry = new TreeMap<>();
              entry.put("file", file.place());
              entry.put("rows", file.rows());
              entry.put("bytes", file.bytes());
              entry.put("sha256", file.sha256());
              files.add(entry);
            });
    return files;
  }
}
