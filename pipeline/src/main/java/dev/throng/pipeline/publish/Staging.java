package dev.throng.pipeline.publish;

import java.io.IOException;
import java.io.Serializable;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Where a run writes before it commits: {@code .throng-<run>} in each output folder, so that moving
 * a file stays within its store, and readers of the folder pass over it.
 *
 * <p>One output folder serves one run at a time: a run removes what it finds staged there.
 *
 * @param run name of the run: letters, digits and hyphens
 */
public record Staging(String run) implements Serializable {
  private static final String PREFIX = ".throng-";
  private static final Pattern RUN = Pattern.compile("[A-Za-z0-9-]+");
  private static final Pattern GLOB = Pattern.compile("[*?\\[\\]{}]");

  public Staging {
    if (!RUN.matcher(run).matches()) {
      throw new IllegalArgumentException("A run is named by letters, digits and hyphens.");
    }
  }

  /** The area of a run that nobody else has. */
  public static Staging ofNewRun() {
    return new Staging(newAttempt());
  }

  /** A random name of one attempt at a piece of work: zombies never share it (F32). */
  public static String newAttempt() {
    byte[] random = new byte[8];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** The staged file {@code name} of {@code output}. */
  ResourceId file(String output, String name) {
    return area(output).resolve(name, StandardResolveOptions.RESOLVE_FILE);
  }

  /** The staging area of {@code output}, as a folder. */
  public ResourceId area(String output) {
    return folder(output).resolve(PREFIX + run, StandardResolveOptions.RESOLVE_DIRECTORY);
  }

  /**
   * Removes what crashed runs, or this one, left staged in {@code output}.
   *
   * @throws IOException where the store fails; what is left is removed by the next run
   */
  public static void removeAll(String output) throws IOException {
    remove(output, PREFIX + "*");
  }

  /** Removes what this run left staged in {@code output}. */
  public void remove(String output) throws IOException {
    remove(output, PREFIX + run);
    // Where everything was moved to its place, nothing was found there, and the folder still is.
    removeFolder(area(output));
  }

  private static void remove(String output, String area) throws IOException {
    for (MatchResult.Metadata staged : find(output, area + "/*")) {
      ResourceId file = staged.resourceId();
      FileSystems.delete(List.of(file), StandardMoveOptions.IGNORE_MISSING_FILES);
      removeFolder(file.getCurrentDirectory());
    }
  }

  /** Only file systems with real folders have one to remove, and only when it is empty. */
  private static void removeFolder(ResourceId folder) {
    try {
      FileSystems.delete(List.of(folder), StandardMoveOptions.IGNORE_MISSING_FILES);
    } catch (IOException | RuntimeException notEmptyOrNoFolder) {
      // The folder is empty for readers either way: its name begins with a dot.
    }
  }

  /** Files in the area of {@code output} that match {@code pattern}. */
  List<MatchResult.Metadata> list(String output, String pattern) throws IOException {
    return find(output, PREFIX + run + "/" + pattern);
  }

  /** Files of {@code output} that match {@code pattern}; none where nothing is. */
  static List<MatchResult.Metadata> find(String output, String pattern) throws IOException {
    MatchResult found = FileSystems.match(folder(output) + pattern);
    if (found.status() == MatchResult.Status.NOT_FOUND) {
      return List.of();
    }
    return found.metadata();
  }

  /** The file {@code place}, with {@code /}, below {@code output}. */
  static ResourceId below(String output, String place) {
    ResourceId at = folder(output);
    int from = 0;
    for (int slash = place.indexOf('/'); slash >= 0; slash = place.indexOf('/', from)) {
      at = at.resolve(place.substring(from, slash), StandardResolveOptions.RESOLVE_DIRECTORY);
      from = slash + 1;
    }
    return at.resolve(place.substring(from), StandardResolveOptions.RESOLVE_FILE);
  }

  private static ResourceId folder(String output) {
    if (GLOB.matcher(output).find()) {
      // Beam's FileSystems read every name as a pattern, and know no escape.
      throw new IllegalArgumentException("An output folder may not contain any of *?[]{}.");
    }
    return FileSystems.matchNewResource(output.endsWith("/") ? output : output + "/", true);
  }
}
