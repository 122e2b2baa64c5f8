package dev.throng.pipeline.bench;

/** What a bench counts. */
public enum BenchReports {
  /** Eight reports of counts and unique people. */
  COUNTS("reports.yaml", ""),
  /** The same and two of sessions. */
  SESSIONS("reports-with-sessions.yaml", ""),
  /** The eight, and what each seller gets (P11). */
  SELLERS("reports-with-sellers.yaml", ""),
  /** The eight, and an extract for research (P12). */
  RESEARCH(
      "reports.yaml",
      """
        research:
          to: out/research
          format: csv
          recipient: bench
          quasi_identifiers: [[country, region, city], [hour], [device_class], [event_type]]
          k: 20
          suppress: 10%
      """),
  /** Ten reports of counts and unique people, noised. */
  NOISE("reports-noised.yaml", "");

  private final String file;
  private final String output;

  BenchReports(String file, String output) {
    this.file = file;
    this.output = output;
  }

  String file() {
    return file;
  }

  /** What the job writes besides, as lines of its section {@code output}. */
  String output() {
    return output;
  }
}
