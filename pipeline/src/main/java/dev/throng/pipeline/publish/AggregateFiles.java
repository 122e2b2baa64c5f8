package dev.throng.pipeline.publish;

import java.io.IOException;

/** Writes released tables into one output, staged. */
public record AggregateFiles(Staging staging, String output, AggregateFormat format) {

  /**
   * Writes one attempt at one table, for the place {@code <report>/<window start>.<format>}.
   *
   * @param attempt from {@link Staging#newAttempt()}, one for each try at the table
   */
  public WrittenFile write(Table table, String attempt) throws IOException {
    String staged = table.report() + "." + table.windowName() + "." + attempt;
    StagedChannel channel = new StagedChannel(staging, output, staged);
    try {
      format.write(table, channel);
    } catch (IOException | RuntimeException failed) {
      channel.discard();
      throw failed;
    }
    String place = table.report() + "/" + table.windowName() + "." + format.label();
    return channel.written(place, table.rows().size());
  }
}
