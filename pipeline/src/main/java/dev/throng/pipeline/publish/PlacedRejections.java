package dev.throng.pipeline.publish;

import dev.throng.schemas.Rejection;
import java.io.IOException;
import java.util.List;

/** Writes a whole file of rejections at once. */
public final class PlacedRejections {
  private PlacedRejections() {}

  /**
   * Puts them in the place of what stood there.
   *
   * @param output the folder of rejections
   * @param name of the file, without its ending
   */
  public static void write(Staging staging, String output, String name, List<Rejection> rejections)
      throws IOException {
    String staged = name + "." + Staging.newAttempt();
    StagedChannel channel = new StagedChannel(staging, output, staged);
    try (JsonText json = new JsonText(channel)) {
      for (Rejection rejection : rejections) {
        RejectionLine.write(json, rejection);
      }
    }
    PlacedTables.place(staging, channel.written(name + ".jsonl", rejections.size()));
  }
}
