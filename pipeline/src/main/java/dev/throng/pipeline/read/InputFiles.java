package dev.throng.pipeline.read;

import dev.throng.pipeline.job.EventSource;
import dev.throng.schemas.Split;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    List<Split> splits = new ArrayList<>();
    files(source)
        .forEach(
            (name, file) -> {
              long size = file.sizeBytes();
              boolean whole = !file.isReadSeekEfficient() || !source.format().splittable(name);
              long step = whole ? Math.max(size, 1) : splitBytes;
              for (long start = 0; start == 0 || start < size; start += step) {
                splits.add(new Split(name, start, whole ? Long.MAX_VALUE : start + step));
              }
            });
    return splits;
  }

  private static Map<String, MatchResult.Metadata> files(EventSource source) throws IOException {
    Map<String, MatchResult.Metadata> files = new TreeMap<>();
    for (String pattern : source.from()) {
      MatchResult found = FileSystems.match(pattern);
      if (found.status() == MatchResult.Status.NOT_FOUND) {
        throw missing(pattern);
      }
      List<MatchResult.Metadata> matched;
      try {
        matched = found.metadata();
      } catch (FileNotFoundException e) {
        throw missing(pattern);
      }
      if (matched.isEmpty()) {
        throw missing(pattern);
      }
      matched.forEach(file -> files.put(file.resourceId().toString(), file));
    }
    return files;
  }

  private static MissingInputException missing(String pattern) {
    return new MissingInputException(
        "no file matches '" + pattern + "'; see 'events.from' in the job file");
  }
}
