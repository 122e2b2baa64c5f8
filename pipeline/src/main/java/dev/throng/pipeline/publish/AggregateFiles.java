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
    return write(table, attempt, table.report() + "/");
  }

  /**
   * Writes one attempt at one table where the output holds no other report's, for the place {@code
   * <window start>.<format>}.
   *
   * @param attempt from {@link Staging#newAttempt()}, one for each try at the table
   */
  public WrittenFile writeAlone(Table table, String attempt) throws IOException {
    return write(table, attempt, "");
  }

  /**
   * Writes one attempt at what one reader gets of a table, for the place {@code <report>/<reader>/
   * <window start>.<format>}.
   *
   * @param attempt from {@link Staging#newAttempt()}, one for each try at each reader's table
   * @param reader a name that files may have
   */
  public WrittenFile writeFor(String reader, Table table, String attempt) throws IOException {
    return write(table, attempt, table.report() + "/" + reader + "/");
  }

  private WrittenFile write(Table table, String attempt, String folder) throws IOException {
    String staged = table.report() + "." + table.windowName() + "." + attempt;
    StagedChannel channel = new StagedChannel(staging, output, staged);
    try {
      format.write(table, channel);
    } catch (IOException | RuntimeException failed) {
      channel.discard();
      throw failed;
    }
    String place = folder + table.windowName() + "." + format.label();
    return channel.written(place, table.rows().size());
  }
}
