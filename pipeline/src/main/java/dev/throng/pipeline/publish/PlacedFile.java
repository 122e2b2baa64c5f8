package dev.throng.pipeline.publish;

import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/** Puts single files in their place: each is written beside it first, then moved there whole. */
public final class PlacedFile {
  private PlacedFile() {}

  /**
   * Writes a small file over one that stands.
   *
   * @param folder anything that Beam's {@code FileSystems} know; empty, or with a slash at its end
   * @param name of the file in it, below it with {@code /}
   * @throws IOException where the store fails; then nothing half-written is in the place
   */
  public static void write(Staging staging, String folder, String name, byte[] bytes)
      throws IOException {
    String staged = name.substring(name.lastIndexOf('/') + 1) + "." + Staging.newAttempt();
    StagedChannel channel = new StagedChannel(staging, folder, staged);
    try (channel) {
      Summary.writeAll(channel, bytes);
    } catch (IOException | RuntimeException failed) {
      channel.discard();
      throw failed;
    }
    move(staging.file(folder, staged), Staging.below(folder, name));
  }

  /** Moves a staged file to its place, over one that stands there. */
  static void move(ResourceId staged, ResourceId place) throws IOException {
    // Some stores do not rename onto a file that stands. The staged one is whole all the while.
    FileSystems.delete(List.of(place), StandardMoveOptions.IGNORE_MISSING_FILES);
    FileSystems.rename(List.of(staged), List.of(place));
  }
}
