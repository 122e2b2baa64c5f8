package dev.throng.pipeline.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * A folder of small files, each written once, whole or not at all, and never changed.
 *
 * @param folder where they lie, which need not exist
 */
public record StoreFolder(ResourceId folder) {
  private static final String LOCK = ".lock";

  /** In this process locks of files do not keep threads apart. */
  private static final Object ALONE = new Object();

  /** A folder in a job's store. */
  public static StoreFolder of(String store, String name) {
    String closed = store.endsWith("/") ? store : store + "/";
    return new StoreFolder(
        FileSystems.matchNewResource(closed, true)
            .resolve(name, StandardResolveOptions.RESOLVE_DIRECTORY));
  }

  /** Work on the folder. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    T run() throws IOException;
  }

  /** Does work while nobody else does such work there, as far as the folder is local. */
  public <T> T alone(Work<T> work) throws IOException {
    if (!isLocal()) {
      return work.run();
    }
    synchronized (ALONE) {
      Path lock = Path.of(folder.toString()).resolve(LOCK);
      LocalFile.createFolder(lock.resolveSibling(""));
      Set<StandardOpenOption> write = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try (FileChannel channel = FileChannel.open(lock, write)) {
        channel.lock(); // Released with the channel.
        return work.run();
      }
    }
  }

  /** The contents of all files whose names end in {@code .json}, by name. */
  public Map<String, byte[]> read() throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    MatchResult found = FileSystems.match(folder + "*.json", EmptyMatchTreatment.ALLOW);
    for (MatchResult.Metadata file : found.metadata()) {
      try (InputStream in = Channels.newInputStream(FileSystems.open(file.resourceId()))) {
        contents.put(file.resourceId().getFilename(), in.readAllBytes());
      }
    }
    return contents;
  }

  /**
   * Writes a file.
   *
   * @throws java.nio.file.FileAlreadyExistsException where the name is taken
   */
  public void add(String name, byte[] content) throws IOException {
    ResourceId file = folder.resolve(name, StandardResolveOptions.RESOLVE_FILE);
    if (isLocal()) {
      LocalFile.create(Path.of(file.toString()), content);
    } else {
      FactStore.write(file, content);
    }
  }

  private boolean isLocal() {
    return folder.getScheme().equals(FileSystems.DEFAULT_SCHEME);
  }
}
