package dev.throng.pipeline.publish;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;

/**
 * A whole file that waits in a staging area.
 *
 * @param output the output folder, as the job names it
 * @param staged name of the file in the staging area of {@code output}
 * @param place path of the file below {@code output} once it is committed, with {@code /}
 * @param rows rows in it, without a header
 * @param bytes its size
 * @param sha256 its SHA-256 in hexadecimal digits
 */
public record WrittenFile(
    String output, String staged, String place, long rows, long bytes, String sha256)
    implements Serializable {

  /**
   * Whether a file stands at its place already, this one or another.
   *
   * @throws IOException where the store fails
   */
  public boolean stands() throws IOException {
    return FileSystems.matchResources(List.of(Staging.below(output, place))).get(0).status()
        != MatchResult.Status.NOT_FOUND;
  }
}
