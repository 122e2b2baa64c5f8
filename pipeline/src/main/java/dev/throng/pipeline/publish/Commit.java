package dev.throng.pipeline.publish;

import dev.throng.pipeline.publish.Manifest.Status;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Puts a run's staged files in their place, and the manifest last.
 *
 * <p>It can be interrupted at any point and run again: what is moved already is left alone. Between
 * its first step, which takes the standing manifest away, and its last, there is no manifest. It
 * does not lock: one output folder serves one run at a time.
 */
public final class Commit {
  private static final String STAGED_MANIFEST = "manifest";

  private final Staging staging;
  private final Outputs outputs;
  private final Manifest manifest;
  private final Replaced replaced;
  private final List<Step> last;

  /** What else is to be done once all files are in their place, and before the manifest says so. */
  public interface Step {
    /**
     * Does it. It may be done again, and then changes nothing.
     *
     * @throws IOException where a store fails; there is no manifest then
     */
    void run(Staging staging) throws IOException;
  }

  /**
   * A commit of what {@code manifest} sums up.
   *
   * @param replaced the days of stored events that the run speaks for
   * @param last what else is done, in that order, unless the run is refused
   */
  public Commit(
      Staging staging, Outputs outputs, Manifest manifest, Replaced replaced, List<Step> last) {
    this.staging = staging;
    this.outputs = outputs;
    this.manifest = manifest;
    this.replaced = replaced;
    this.last = List.copyOf(last);
  }

  /**
   * Commits. If the manifest says {@code refused}, only rejections and the manifest are put in
   * place, and what earlier runs wrote stands.
   *
   * @throws IOException if the store fails, or a staged file is gone; there is no manifest then
   */
  public void run() throws IOException {
    ResourceId place = Staging.below(outputs.home(), outputs.manifest());
    FileSystems.delete(List.of(place), StandardMoveOptions.IGNORE_MISSING_FILES);
    List<WrittenFile> files = files();
    for (String output : outputs.folders()) {
      move(output, of(output, files));
    }
    removeStale(files);
    for (String output : outputs.folders()) {
      requireInPlace(of(output, files));
    }
    if (manifest.status() == Status.DONE) {
      for (Step step : last) {
        step.run(staging);
      }
    }
    for (String output : outputs.folders()) {
      if (!output.equals(outputs.home())) {
        staging.remove(output);
      }
    }
    writeManifest(place);
    removeQuietly(outputs.home());
  }

  /** Removes what a failed run has staged, as far as the store lets it; the next run does again. */
  public static void abandon(Staging staging, Outputs outputs) {
    for (String output : outputs.folders()) {
      try {
        staging.remove(output);
      } catch (IOException left) {
        // What is left is not in its place, and the next run removes it.
      }
    }
  }

  private List<WrittenFile> files() {
    List<WrittenFile> files = new ArrayList<>();
    boolean done = manifest.status() == Status.DONE;
    for (SplitSummary split : manifest.summary().splits()) {
      files.addAll(done ? split.files() : split.rejections());
    }
    if (done) {
      manifest.summary().reports().forEach(report -> files.addAll(report.files()));
    }
    return files;
  }

  private void move(String output, List<WrittenFile> files) throws IOException {
    Set<String> staged = new HashSet<>();
    for (MatchResult.Metadata found : staging.list(output, "*")) {
      staged.add(found.resourceId().getFilename());
    }
    List<ResourceId> from = new ArrayList<>();
    List<ResourceId> to = new ArrayList<>();
    for (WrittenFile file : files) {
      if (staged.contains(file.staged())) {
        from.add(staging.file(output, file.staged()));
        to.add(Staging.below(output, file.place()));
      }
    }
    if (!from.isEmpty()) {
      // Some stores do not rename onto a file that stands. The staged one is whole all the while.
      FileSystems.delete(to, StandardMoveOptions.IGNORE_MISSING_FILES);
      FileSystems.rename(from, to);
    }
  }

  /** What this run's input files wrote before and have not written again must not stay. */
  private void removeStale(List<WrittenFile> files) throws IOException {
    Set<String> inputs = new HashSet<>();
    manifest.summary().splits().forEach(split -> inputs.add(split.split().file()));
    Set<String> written = new HashSet<>();
    files.forEach(file -> written.add(file.output() + "\n" + file.place()));
    String events = outputs.events();
    if (events != null && manifest.status() == Status.DONE) {
      remove(replaced.staleEvents(events, inputs, written));
    }
    remove(replaced.staleRejections(outputs.rejected(), inputs, written));
  }

  private static void remove(List<ResourceId> stale) throws IOException {
    if (!stale.isEmpty()) {
      FileSystems.delete(stale, StandardMoveOptions.IGNORE_MISSING_FILES);
    }
  }

  private static List<WrittenFile> of(String output, List<WrittenFile> files) {
    return files.stream().filter(file -> file.output().equals(output)).toList();
  }

  /** For one output: Beam asks one store at a time, and never for nothing. */
  private static void requireInPlace(List<WrittenFile> files) throws IOException {
    if (files.isEmpty()) {
      return;
    }
    List<ResourceId> places = new ArrayList<>();
    files.forEach(file -> places.add(Staging.below(file.output(), file.place())));
    List<MatchResult> found = FileSystems.matchResources(places);
    for (int i = 0; i < files.size(); i++) {
      MatchResult at = found.get(i);
      if (at.status() == MatchResult.Status.NOT_FOUND
          || at.metadata().get(0).sizeBytes() != files.get(i).bytes()) {
        throw new IOException("A file that the run wrote is not whole in its place.");
      }
    }
  }

  private void writeManifest(ResourceId place) throws IOException {
    try (WritableByteChannel channel =
        new StagedChannel(staging, outputs.home(), STAGED_MANIFEST)) {
      Summary.writeAll(channel, manifest.bytes());
    }
    FileSystems.rename(List.of(staging.file(outputs.home(), STAGED_MANIFEST)), List.of(place));
  }

  /** The run is done by now; the next one removes what is left. */
  private void removeQuietly(String output) {
    try {
      staging.remove(output);
    } catch (IOException left) {
      // Nothing reads a staging area of another run.
    }
  }
}
