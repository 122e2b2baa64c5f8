package dev.throng.pipeline;

import dev.throng.pipeline.publish.ReportSummary;
import dev.throng.pipeline.publish.Table;
import dev.throng.schemas.Aggregate;
import java.io.IOException;

/** The end of one report and window: add up, release, write. Without Beam; for one thread. */
public interface WindowRelease {
  /** Whether the run releases it. */
  boolean isWanted();

  /** Adds what a worker knew of it. */
  void add(Aggregate aggregate);

  /** Releases what may go out. */
  Table table();

  /**
   * SHA-256 of what third parties get, whatever the format of the files.
   *
   * @throws IllegalStateException where it is not for them
   */
  String content();

  /** Releases what may go out, and writes one attempt at its file in each output. */
  ReportSummary write() throws IOException;
}
