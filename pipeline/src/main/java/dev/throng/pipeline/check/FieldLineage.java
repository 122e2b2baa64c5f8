package dev.throng.pipeline.check;

import java.util.List;

/**
 * What becomes of one field of an event (P27).
 *
 * @param field its path in {@code throng-json}; in the job's own format, where that drops it
 * @param sources the fields of the job's format that it is read from, the first that counts first
 * @param privacy its privacy class
 * @param treatment what is done to it
 * @param stored the columns of stored events that come of it
 * @param reports the reports that it is used in, each with its recipient
 * @param purposes the purposes that these serve, each with its legal basis
 * @param retention how long what came of it is kept, by output
 */
public record FieldLineage(
    String field,
    List<String> sources,
    String privacy,
    String treatment,
    List<String> stored,
    List<ReportUse> reports,
    List<PurposeBasis> purposes,
    List<Kept> retention) {
  public FieldLineage {
    sources = List.copyOf(sources);
    stored = List.copyOf(stored);
    reports = List.copyOf(reports);
    purposes = List.copyOf(purposes);
    retention = List.copyOf(retention);
  }

  /** A report and who gets it (P30). */
  public record ReportUse(String report, String audience, String recipient) {}

  /** A purpose (P10) and its legal basis (P26). */
  public record PurposeBasis(String purpose, String basis) {}

  /** An output and how long it is kept (P14). */
  public record Kept(String output, String span) {}
}
