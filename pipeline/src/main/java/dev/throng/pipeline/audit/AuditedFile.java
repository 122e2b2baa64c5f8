package dev.throng.pipeline.audit;

import java.nio.file.Path;

/**
 * A file below an audited folder.
 *
 * @param path where it lies
 * @param root which of the audited folders it lies in, from 0
 * @param place how findings call it
 * @param relative its path below the folder, with {@code /}
 */
record AuditedFile(Path path, int root, String place, String relative) {

  /** The name of the folder that it lies in: of a table, the report's name. */
  String folder() {
    Path folder = path.toAbsolutePath().normalize().getParent();
    return folder == null || folder.getFileName() == null ? "" : folder.getFileName().toString();
  }

  /** Everything before its name. */
  String folders() {
    return relative.substring(0, relative.lastIndexOf('/') + 1);
  }
}
