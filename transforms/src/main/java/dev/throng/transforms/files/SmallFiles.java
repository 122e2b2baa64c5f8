package dev.throng.transforms.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * A folder of small files, named {@code file} or {@code folder/file}, on a local path or anywhere
 * else that Beam's file systems know. Only a local path gives locks and renames that are atomic.
 */
public sealed interface SmallFiles permits LocalFolder, RemoteFolder {

  /**
   * The folder at a location, which need not exist.
   *
   * @throws IllegalArgumentException where it is in a file system that this installation does not
   *     know
   */
  static SmallFiles at(String location) {
    ResourceId folder;
    try {
      String closed = location.endsWith("/") ? location : location + "/";
      folder = FileSystems.matchNewResource(closed, true);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new IllegalArgumentException(
          "'" + location + "' is in a file system that this installation does not know");
    }
    return folder.getScheme().equals(FileSystems.DEFAULT_SCHEME)
        ? new LocalFolder(Path.of(folder.toString()).toAbsolutePath().normalize())
        : new RemoteFolder(folder);
  }

  /** The files in one of its folders, or in itself for ""; none where that is missing. */
  Set<String> names(String folder) throws IOException;

  /** The contents of those of the files that are there. */
  Map<String, byte[]> read(Collection<String> files) throws IOException;

  /**
   * Writes files that are not there, each whole or not at all, durable when this returns.
   *
   * @throws java.nio.file.FileAlreadyExistsException where a name is taken
   */
  void create(Map<String, byte[]> files) throws IOException;

  /**
   * Writes files whether they are there or not, durable when this returns. Whoever reads one
   * meanwhile reads what it was or what it is, on a local path; elsewhere as far as the store makes
   * files appear whole.
   */
  void replace(Map<String, byte[]> files) throws IOException;

  /** Deletes those of the files that are there; durable when this returns. */
  void delete(Collection<String> files) throws IOException;

  /**
   * Deletes what whoever was killed left half-written in one of its folders. To be called by those
   * who work {@link #alone}.
   */
  void sweep(String folder) throws IOException;

  /** Work on the folder. */
  @FunctionalInterface
  interface Work<T> {
    /** Does it. */
    T run() throws IOException;
  }

  /** Whether everybody on the machine may list or change it, as far as modes say. */
  boolean isOpenToAll() throws IOException;

  /**
   * Does work while no other process or thread does so on this folder, as far as the place allows.
   * It must not be asked for within such work.
   */
  <T> T alone(Work<T> work) throws IOException;
}
