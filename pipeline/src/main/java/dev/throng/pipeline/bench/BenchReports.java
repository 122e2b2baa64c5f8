package dev.throng.pipeline.bench;

/** What a bench counts. */
public enum BenchReports {
  /** Eight reports of counts and unique people. */
  COUNTS("reports.yaml"),
  /** The same and two of sessions. */
  SESSIONS("reports-with-sessions.yaml"),
  /** Ten reports of counts and unique people, noised. */
  NOISE("reports-noised.yaml");

  private final String file;

  BenchReports(String file) {
    this.file = file;
  }

  String file() {
    return file;
  }
}
