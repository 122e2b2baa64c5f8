package dev.throng.transforms.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * Local files that only their owner may read, each step durable or apart: a file appears under its
 * name whole or not at all.
 */
public final class LocalFiles {
  private static final String LEFT_OVER = ".tmp";

  private LocalFiles() {}

  /** Whether a file system tells owners and others apart. */
  public static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /** A name for a file that is written beside its place. */
  public static Path beside(Path file) {
    return file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + LEFT_OVER);
  }

  /** Whether a name is of a file that was written beside its place, and never got there. */
  static boolean isLeftOver(String name) {
    return name.startsWith(".") && name.endsWith(LEFT_OVER);
  }

  /** Makes a folder that only its owner may enter, and those above it, where there is none. */
  public static void createFolders(Path folder) throws IOException {
    Files.createDirectories(folder, ownerOnly(folder, "rwx------"));
  }

  /** Writes a new file, mode 0600; it is not durable yet. */
  public static void write(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            ownerOnly(file, "rw-------"))) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }
  }

  /** Makes what was written to a file durable. */
  public static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Makes renames in a folder durable, where the system can: Windows cannot open a folder. */
  public static void syncFolder(Path folder) throws IOException {
    if (isPosix(folder)) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /**
   * Gives a file its name unless that is taken. A hard link is the one call that does both at once;
   * where the file system has none, two processes at the same instant are not kept apart.
   */
  public static boolean publishIfAbsent(Path beside, Path file) throws IOException {
    try {
      Files.createLink(file, beside);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException | IOException e) {
      Files.move(beside, file);
      return true;
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path path, String mode) {
    return isPosix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }
}
