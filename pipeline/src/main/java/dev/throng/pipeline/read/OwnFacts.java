package dev.throng.pipeline.read;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Throng's own ledger in a job's store: facts that were written by hand. Each file is written once
 * and whole, and never again; subjects are join pseudonyms in it, never ids.
 *
 * @param folder with a slash at its end
 */
public record OwnFacts(String folder) {
  private static final String SUFFIX = ".jsonl";

  /** The ledger of that store, of which nothing need be there. */
  public static OwnFacts of(String store) {
    return new OwnFacts((store.endsWith("/") ? store : store + "/") + "facts/");
  }

  /** Whether that is one of its files. */
  boolean holds(String file) {
    return file.startsWith(folder);
  }

  /** Its files, by name. */
  Map<String, MatchResult.Metadata> files() throws IOException {
    Map<String, MatchResult.Metadata> files = new TreeMap<>();
    MatchResult found = FileSystems.match(folder + "*" + SUFFIX);
    if (found.status() != MatchResult.Status.NOT_FOUND) {
      try {
        found.metadata().forEach(file -> files.put(file.resourceId().toString(), file));
      } catch (FileNotFoundException e) {
        return files;
      }
    }
    return files;
  }

  /**
   * Adds lines as a file of their own: it is there whole, or not at all.
   *
   * @param name what no other file is called
   * @return the file
   * @throws IOException where it cannot be written; then nothing of it counts
   */
  public String add(String name, List<String> lines) throws IOException {
    ResourceId place = FileSystems.matchNewResource(folder + name + SUFFIX, false);
    ResourceId beside = FileSystems.matchNewResource(folder + name + ".tmp", false);
    try (OutputStream out =
        Channels.newOutputStream(FileSystems.create(beside, "application/x-ndjson"))) {
      for (String line : lines) {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    FileSystems.rename(
        List.of(beside), List.of(place), StandardMoveOptions.SKIP_IF_DESTINATION_EXISTS);
    return place.toString();
  }
}
