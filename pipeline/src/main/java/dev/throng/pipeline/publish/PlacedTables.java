package dev.throng.pipeline.publish;

import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

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
    ResourceId place = Staging.below(file.output(), file.place());
    // Some stores do not rename onto a file that stands. The staged one is whole all the while.
    FileSystems.delete(List.of(place), StandardMoveOptions.IGNORE_MISSING_FILES);
    FileSystems.rename(List.of(staging.file(file.output(), file.staged())), List.of(place));
  }

  @Override
  public void close() {
    // Nothing is held between tables.
  }
}
