package dev.throng.pipeline.publish;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;

/**
 * Writes the stored events of an hour and a shard into one file, and those that come later into
 * further ones. Names follow from the source, the hour and the shard, so that whoever writes again
 * after a crash replaces what stands there.
 */
public final class PlacedEvents {
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("'date='uuuu-MM-dd'/'HH'00-'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int HASH_DIGITS = 16;

  private final Staging staging;
  private final String output;
  private final EventFormat format;
  private final String source;

  /**
   * Events of a source.
   *
   * @param output the folder of stored events
   * @param source names the source, as no other job of the folder names its own; only a hash of it
   *     is in names of files
   */
  public PlacedEvents(Staging staging, String output, EventFormat format, String source) {
    this.staging = staging;
    this.output = output;
    this.format = format;
    this.source =
        Hashing.sha256()
            .hashString(source, StandardCharsets.UTF_8)
            .toString()
            .substring(0, HASH_DIGITS);
  }

  /** Fills a file. */
  @FunctionalInterface
  public interface Content {

    /** Writes all rows, and says how many they were. */
    long writeTo(EventWriter writer) throws IOException;
  }

  /**
   * Writes one file whole, and removes later parts that an earlier try left.
   *
   * @param hour its first instant, milliseconds since 1970-01-01T00:00Z
   * @param shard 0 or more
   * @param part 0 for the first file of the hour and shard
   */
  public void write(long hour, int shard, int part, Content content) throws IOException {
    String place = place(hour, shard, part);
    StagedChannel channel =
        new StagedChannel(staging, output, place.replace('/', '.') + "." + Staging.newAttempt());
    long rows;
    try (EventWriter writer = format.open(channel)) {
      rows = content.writeTo(writer);
    } catch (IOException | RuntimeException failed) {
      channel.discard();
      throw failed;
    }
    PlacedTables.place(staging, channel.written(place, rows));
    for (int later = part + 1; remove(place(hour, shard, later)); later++) {
      // What it held comes again, or is in the file that was just written.
    }
  }

  private boolean remove(String place) throws IOException {
    List<MatchResult.Metadata> found = Staging.find(output, place);
    for (MatchResult.Metadata file : found) {
      FileSystems.delete(List.of(file.resourceId()), StandardMoveOptions.IGNORE_MISSING_FILES);
    }
    return !found.isEmpty();
  }

  private String place(long hour, int shard, int part) {
    return HOUR.format(Instant.ofEpochMilli(hour))
        + source
        + "-"
        + shard
        + (part == 0 ? "" : "-" + part)
        + "."
        + format.label();
  }
}
