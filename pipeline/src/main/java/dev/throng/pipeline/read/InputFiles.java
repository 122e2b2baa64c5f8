package dev.throng.pipeline.read;

import dev.throng.pipeline.job.EventSource;
import dev.throng.schemas.Split;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;

/** The files of a job, cut into splits. */
public final class InputFiles {
  /**
   * Length of a split. It is the same whatever the parallelism, since stored events are named by
   * their split; small enough that two workers end together, large enough that opening files costs
   * nothing.
   */
  public static final long SPLIT_BYTES = 32L << 20;

  private InputFiles() {}

  /**
   * The splits of all files that a job reads, in the order of names and offsets. A file that two
   * patterns match is read once; an empty file is one empty split.
   *
   * @throws MissingInputException where a pattern matches nothing
   * @throws IOException where the store fails
   */
  public static List<Split> splits(EventSource source) throws IOException {
    return splits(source, SPLIT_BYTES);
  }

  /** The same with splits of another length. */
  public static List<Split> splits(EventSource source, long splitBytes) throws IOException {
    return splits(matched(source.from(), "events.from"), source.format()::splittable, splitBytes);
  }

  static List<Split> splits(
      Map<String, MatchResult.Metadata> files, Predicate<String> splittable, long splitBytes) {
    List<Split> splits = new ArrayList<>();
    files.forEach(
        (name, file) -> {
          long size = file.sizeBytes();
          boolean whole = !file.isReadSeekEfficient() || !splittable.test(name);
          long step = whole ? Math.max(size, 1) : splitBytes;
          for (long start = 0; start == 0 || start < size; start += step) {
            splits.add(new Split(name, start, whole ? Long.MAX_VALUE : start + step));
          }
        });
    return splits;
  }

  /** The files of patterns that stand at a key of the job file, by name. */
  static Map<String, MatchResult.Metadata> matched(List<String> patterns, String key)
      throws IOException {
    Map<String, MatchResult.Metadata> files = new TreeMap<>();
    for (String pattern : patterns) {
      MatchResult found = FileSystems.match(pattern);
      if (found.status() == MatchResult.Status.NOT_FOUND) {
        throw missing(pattern, key);
      }
      List<MatchResult.Metadata> matched;
      try {
        matched = found.metadata();
      } catch (FileNotFoundException e) {
        throw missing(pattern, key);
      }
      if (matched.isEmpty()) {
        throw missing(pattern, key);
      }
      matched.forEach(file -> files.put(file.resourceId().toString(), file));
    }
    return files;
  }

  private static MissingInputException missing(String pattern, String key) {
    return new MissingInputException(
        "no file matches '" + pattern + "'; see '" + key + "' in the job file");
  }
}
