package dev.throng.pipeline.audit;

import java.io.IOException;
import java.util.List;

/** One question that is asked of everything that lies in the folders. It sees each row once. */
interface Check {
  /** The name in findings. */
  String name();

  /** Sees a file, before its rows. */
  default void file(AuditedFile file) {}

  /** Sees a row. */
  void row(AuditedRow row);

  /**
   * What it found, after the last row.
   *
   * @throws IOException where a file that it needs besides cannot be read
   */
  List<Finding> findings() throws IOException;
}
