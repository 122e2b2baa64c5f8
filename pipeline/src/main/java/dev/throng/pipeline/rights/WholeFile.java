package dev.throng.pipeline.rights;

import dev.throng.transforms.files.LocalFiles;
import dev.throng.transforms.files.NewFile;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Files that take the place of others: whoever is killed leaves the old one or the new one. On a
 * local path the new one is written beside, made durable and renamed. Elsewhere it is written under
 * its own name, which object stores show when it is whole.
 */
final class WholeFile {
  private WholeFile() {}

  /** Writes a content, and closes the channel. */
  @FunctionalInterface
  interface Content {
    void to(WritableByteChannel channel) throws IOException;
  }

  static void write(ResourceId target, Content content) throws IOException {
    if (!isLocal(target)) {
      content.to(NewFile.create(target));
      return;
    }
    Path file = Path.of(target.toString());
    Path folder = file.resolveSibling("");
    if (!Files.exists(folder)) {
      LocalFiles.createFolders(folder);
    }
    Path beside = LocalFiles.beside(file);
    try {
      content.to(NewFile.create(FileSystems.matchNewResource(beside.toString(), false)));
      LocalFiles.sync(beside);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
    LocalFiles.syncFolder(folder);
  }

  /** Deletes a file, if it is there. */
  static void delete(ResourceId file) throws IOException {
    FileSystems.delete(List.of(file), StandardMoveOptions.IGNORE_MISSING_FILES);
    if (isLocal(file)) {
      LocalFiles.syncFolder(Path.of(file.toString()).resolveSibling(""));
    }
  }

  /** Whether a name is of what whoever was killed left half-written. */
  static boolean isLeftOver(String name) {
    return name.startsWith(".") && name.endsWith(".tmp");
  }

  private static boolean isLocal(ResourceId file) {
    return file.getScheme().equals(FileSystems.DEFAULT_SCHEME);
  }
}
