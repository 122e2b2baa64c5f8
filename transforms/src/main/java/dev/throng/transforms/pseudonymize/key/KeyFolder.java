package dev.throng.transforms.pseudonymize.key;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;

/** A folder of small files, named {@code folder/file}, on a local path or anywhere else. */
sealed interface KeyFolder permits LocalFolder, RemoteFolder {

  /** The folder at a location; only a local path gives locks and renames that are atomic. */
  static KeyFolder at(String location) {
    ResourceId folder;
    try {
      String closed = location.endsWith("/") ? location : location + "/";
      folder = FileSystems.matchNewResource(closed, true);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new KeyException(
          "keyring '" + location + "' is in a file system that this installation does not know");
    }
    return folder.getScheme().equals(FileSystems.DEFAULT_SCHEME)
        ? new LocalFolder(Path.of(folder.toString()).toAbsolutePath().normalize())
        : new RemoteFolder(folder);
  }

  /** The files in one of its folders; none where that is missing. */
  Set<String> names(String folder) throws IOException;

  /** The contents of those of the files that are there. */
  Map<String, byte[]> read(Collection<String> files) throws IOException;

  /** Writes files that are not there, each whole or not at all, durable when this returns. */
  void create(Map<String, byte[]> files) throws IOException;

  /** Runs work while no other does so on this folder, as far as the place allows. */
  <T> T alone(Supplier<T> work) throws IOException;
}
