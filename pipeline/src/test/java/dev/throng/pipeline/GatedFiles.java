package dev.throng.pipeline;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.io.fs.CreateOptions;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Local files under {@code gated://}, to be read only, of which no more can be opened than a test
 * lets through, whichever process asks: the others wait. Beside the folder of the files, {@code
 * gate} tells who has opened one.
 */
public final class GatedFiles extends FileSystem<GatedResource> {
  static final String SCHEME = "gated";
  private static final String OPENED = "opened-";
  private static final String PERMITS = "permits";
  private static final long POLL_MILLIS = 20;

  /** Registers the scheme, also on the workers of a cluster. */
  public static final class Registrar implements FileSystemRegistrar {
    @Override
    public Iterable<FileSystem<?>> fromOptions(PipelineOptions options) {
      return List.of(new GatedFiles());
    }
  }

  /** Forgets who opened files of a folder, and lets through the first {@code permits}. */
  static void reset(Path files, int permits) throws IOException {
    Path gate = Files.createDirectories(gate(files));
    try (DirectoryStream<Path> old = Files.newDirectoryStream(gate)) {
      for (Path mark : old) {
        Files.delete(mark);
      }
    }
    permit(files, permits);
  }

  /** From now on lets through the first {@code permits}, counted since the reset. */
  static void permit(Path files, int permits) throws IOException {
    // Whoever polls sees either number.
    Path fresh = Files.writeString(gate(files).resolve(PERMITS + ".new"), permits + "");
    Files.move(
        fresh,
        gate(files).resolve(PERMITS),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  /** The process of each that has opened a file, or waits to, since the reset. */
  static List<String> openers(Path files) throws IOException {
    return openers(files, 0);
  }

  /** The same in their order, without the first of them. */
  static List<String> openers(Path files, int without) throws IOException {
    TreeMap<Integer, String> openers = new TreeMap<>();
    try (Stream<Path> marks = Files.list(gate(files))) {
      for (Path mark : marks.toList()) {
        String name = mark.getFileName().toString();
        if (name.startsWith(OPENED)) {
          int dot = name.indexOf('.');
          openers.put(
              Integer.valueOf(name.substring(OPENED.length(), dot)), name.substring(dot + 1));
        }
      }
    }
    return openers.values().stream().skip(without).toList();
  }

  private static Path gate(Path files) {
    return files.resolveSibling("gate");
  }

  @Override
  protected List<MatchResult> match(List<String> specs) throws IOException {
    List<MatchResult> results = new ArrayList<>();
    for (String spec : specs) {
      Path pattern = Path.of(spec.substring((SCHEME + "://").length()));
      List<MatchResult.Metadata> found = new ArrayList<>();
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(pattern.getParent(), pattern.getFileName().toString())) {
        for (Path file : files) {
          found.add(
              MatchResult.Metadata.builder()
                  .setResourceId(new GatedResource(file.toString()))
                  .setSizeBytes(Files.size(file))
                  .setIsReadSeekEfficient(true)
                  .build());
        }
      }
      results.add(MatchResult.create(MatchResult.Status.OK, found));
    }
    return results;
  }

  @Override
  protected ReadableByteChannel open(GatedResource resource) throws IOException {
    Path gate = gate(resource.local().getParent());
    int turn = turn(gate);
    try {
      while (turn >= Integer.parseInt(Files.readString(gate.resolve(PERMITS)))) {
        Thread.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted at the gate");
    }
    return FileChannel.open(resource.local());
  }

  /** A number that nobody else has, from 0 on. */
  private static int turn(Path gate) throws IOException {
    for (int turn = 0; ; turn++) {
      try {
        Files.createFile(gate.resolve("turn-" + turn));
        Files.createFile(gate.resolve(OPENED + turn + "." + ProcessHandle.current().pid()));
        return turn;
      } catch (FileAlreadyExistsException taken) {
        // The next one, then.
      }
    }
  }

  @Override
  protected WritableByteChannel create(GatedResource resource, CreateOptions options) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void copy(List<GatedResource> from, List<GatedResource> to) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void rename(List<GatedResource> from, List<GatedResource> to, MoveOptions... options) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void delete(Collection<GatedResource> resources) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected GatedResource matchNewResource(String spec, boolean isDirectory) {
    return new GatedResource(spec.substring((SCHEME + "://").length()));
  }

  @Override
  protected String getScheme() {
    return SCHEME;
  }
}
