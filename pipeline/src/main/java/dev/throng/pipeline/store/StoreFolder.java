package dev.throng.pipeline.store;

import dev.throng.transforms.files.SmallFiles;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A folder of a job's store: small files, each whole or not at all.
 *
 * @param files what lies in it; it need not exist
 */
public record StoreFolder(SmallFiles files) {
  private static final String JSON = ".json";

  /** A folder in a job's store. */
  public static StoreFolder of(String store, String name) {
    return new StoreFolder(SmallFiles.at((store.endsWith("/") ? store : store + "/") + name));
  }

  /** Does work while nobody else does such work there, as far as the folder is local. */
  public <T> T alone(SmallFiles.Work<T> work) throws IOException {
    return files.alone(work);
  }

  /** The contents of all files whose names end in {@code .json}, by name. */
  public Map<String, byte[]> read() throws IOException {
    return new TreeMap<>(files.read(names(JSON)));
  }

  /** The names of all files that end so, in their order. */
  Set<String> names(String ending) throws IOException {
    Set<String> names = new TreeSet<>(files.names(""));
    names.removeIf(name -> name.startsWith(".") || !name.endsWith(ending));
    return names;
  }

  /** The contents of those of the files that are there. */
  Map<String, byte[]> read(Collection<String> names) throws IOException {
    return files.read(names);
  }

  /**
   * Writes a file that will not change.
   *
   * @throws java.nio.file.FileAlreadyExistsException where the name is taken
   */
  public void add(String name, byte[] content) throws IOException {
    files.create(Map.of(name, content));
  }

  /** Writes a file, whether there is one of that name or not. */
  public void put(String name, byte[] content) throws IOException {
    files.replace(Map.of(name, content));
  }

  /** Deletes files, where they are there. */
  void delete(List<String> names) throws IOException {
    files.delete(names);
  }
}
