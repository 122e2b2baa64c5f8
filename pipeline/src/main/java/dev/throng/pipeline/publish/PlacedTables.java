package dev.throng.pipeline.publish;

import java.io.IOException;

/** Writes tables into one folder: beside their place first, then moved there whole. */
public final class PlacedTables implements TableSink {
  private final Staging staging;
  private final String output;
  private final AggregateFormat format;

  /** Tables of that format in that folder. */
  public PlacedTables(Staging staging, String output, AggregateFormat format) {
    this.staging = staging;
    this.output = output;
    this.format = format;
  }

  @Override
  public void write(Table table) throws IOException {
    place(staging, new AggregateFiles(staging, output, format).write(table, Staging.newAttempt()));
  }

  /** Moves a staged file to its place, over one that stands there. */
  public static void place(Staging staging, WrittenFile file) throws IOException {
    PlacedFile.move(
        staging.file(file.output(), file.staged()), Staging.below(file.output(), file.place()));
  }

  @Override
  public void close() {
    // Nothing is held between tables.
  }
}
