package dev.throng.pipeline.publish;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.CreateOptions;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * An object store in memory under {@code mem://}: no folders, no local path, no seeking, and a
 * rename that copies, then deletes, does not replace, and can fail before, between and after.
 */
public final class MemoryStore extends FileSystem<MemoryResource> {
  private static final SortedMap<String, byte[]> OBJECTS = new ConcurrentSkipListMap<>();
  private static final List<String> LOG = Collections.synchronizedList(new ArrayList<>());
  private static int writes;
  private static int failAt = -1;
  private static boolean dies;
  private static boolean full;

  /** Registers the scheme. */
  public static final class Registrar implements FileSystemRegistrar {
    @Override
    public Iterable<FileSystem<?>> fromOptions(PipelineOptions options) {
      return List.of(new MemoryStore());
    }
  }

  /** Makes the scheme known, and the store empty. */
  public static void register() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    clear();
  }

  static void clear() {
    OBJECTS.clear();
    LOG.clear();
    revive();
  }

  /** The operation with this number from now on fails, once. */
  public static void failAt(int operation) {
    LOG.clear();
    writes = 0;
    failAt = operation;
  }

  /** The operation with this number from now on fails, and so do all that follow. */
  public static void dieAt(int operation) {
    failAt(operation);
    dies = true;
  }

  /** There is no space left but for so many operations that write; what reads goes on. */
  public static void fullAt(int write) {
    failAt(write);
    full = true;
  }

  /** Everything works again. */
  public static void revive() {
    failAt = -1;
    dies = false;
    full = false;
  }

  public static boolean hasFailed() {
    return failAt >= 0 && (full ? writes : LOG.size()) > failAt;
  }

  /** Every object by its whole name. */
  public static SortedMap<String, byte[]> objects() {
    return OBJECTS;
  }

  private static void operation(String name) throws IOException {
    boolean isWrite = name.equals("create") || name.equals("close");
    int number;
    synchronized (LOG) {
      number = full ? writes : LOG.size();
      LOG.add(name);
      if (isWrite) {
        writes++;
      }
    }
    if (full && isWrite && number >= failAt) {
      throw new IOException("No space left on device");
    }
    if (!full && (number == failAt || (dies && number > failAt))) {
      throw new IOException("The store fails on demand at " + name);
    }
  }

  @Override
  protected List<MatchResult> match(List<String> specs) throws IOException {
    List<MatchResult> results = new ArrayList<>();
    for (String spec : specs) {
      operation("match");
      Pattern pattern = Pattern.compile("\\Q" + spec.replace("*", "\\E[^/]*\\Q") + "\\E");
      List<MatchResult.Metadata> found = new ArrayList<>();
      OBJECTS.forEach(
          (key, bytes) -> {
            if (pattern.matcher(key).matches()) {
              found.add(
                  MatchResult.Metadata.builder()
                      .setResourceId(new MemoryResource(key))
                      .setSizeBytes(bytes.length)
                      .setIsReadSeekEfficient(false)
                      .build());
            }
          });
      results.add(
          found.isEmpty()
              ? MatchResult.create(MatchResult.Status.NOT_FOUND, new FileNotFoundException(spec))
              : MatchResult.create(MatchResult.Status.OK, found));
    }
    return results;
  }

  @Override
  protected WritableByteChannel create(MemoryResource resource, CreateOptions options)
      throws IOException {
    operation("create");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    WritableByteChannel inner = Channels.newChannel(bytes);
    return new WritableByteChannel() {
      @Override
      public int write(ByteBuffer source) throws IOException {
        // A channel may take less than it is given.
        ByteBuffer some = source.duplicate();
        some.limit(source.position() + Math.min(source.remaining(), 1000));
        int taken = inner.write(some);
        source.position(source.position() + taken);
        return taken;
      }

      @Override
      public boolean isOpen() {
        return inner.isOpen();
      }

      @Override
      public void close() throws IOException {
        if (!inner.isOpen()) {
          // As Beam's channel to S3 does.
          throw new IOException("The upload has ended.");
        }
        inner.close();
        operation("close");
        OBJECTS.put(resource.key(), bytes.toByteArray());
      }
    };
  }

  @Override
  protected ReadableByteChannel open(MemoryResource resource) throws IOException {
    if (dies && LOG.size() > failAt) {
      throw new IOException("The store is dead.");
    }
    byte[] bytes = OBJECTS.get(resource.key());
    if (bytes == null) {
      throw new FileNotFoundException("no such object");
    }
    return Channels.newChannel(new ByteArrayInputStream(bytes));
  }

  @Override
  protected void copy(List<MemoryResource> from, List<MemoryResource> to) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void rename(List<MemoryResource> from, List<MemoryResource> to, MoveOptions... options)
      throws IOException {
    if (options.length > 0) {
      throw new UnsupportedOperationException();
    }
    for (int i = 0; i < from.size(); i++) {
      operation("copy");
      byte[] bytes = OBJECTS.get(from.get(i).key());
      if (bytes == null) {
        throw new FileNotFoundException("nothing to rename");
      }
      if (OBJECTS.putIfAbsent(to.get(i).key(), bytes) != null) {
        throw new IOException("There is an object of that name.");
      }
      operation("delete after copy");
      OBJECTS.remove(from.get(i).key());
    }
  }

  @Override
  protected void delete(Collection<MemoryResource> resources) throws IOException {
    for (MemoryResource resource : resources) {
      operation("delete");
      if (OBJECTS.remove(resource.key()) == null) {
        throw new FileNotFoundException("nothing to delete");
      }
    }
  }

  @Override
  protected MemoryResource matchNewResource(String spec, boolean isDirectory) {
    if (isDirectory != spec.endsWith("/")) {
      throw new IllegalArgumentException("A folder ends with a slash.");
    }
    return new MemoryResource(spec);
  }

  @Override
  protected String getScheme() {
    return "mem";
  }
}
