package dev.throng.pipeline.stream;

import java.time.InstantSource;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.TimestampPolicy;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the records of a partition have come in time (F14). What a record says moves it only as
 * far as is believable: not into the future, and not beyond when the record was sent. A partition
 * without records stops holding the others up once all it has is read, and has been for a while by
 * the clock on the wall; never beyond when the broker was last asked how much there is.
 */
final class TopicTime extends TimestampPolicy<byte[], byte[]> {
  /** How far the clocks of people may be ahead, in milliseconds. */
  private static final long AHEAD = 60_000;

  /** A reader that is asked less often than this has been held up, and may have records. */
  private static final long HELD_UP = 2_000;

  /** KafkaIO asks the broker every second; one that has not answered for so long is silent. */
  private static final long SILENT = 5_000;

  /**
   * A backlog that stays for so many idle times is of records that nobody gets: the marks of
   * transactions.
   */
  private static final int MARKS = 10;

  /**
   * One of so many records is asked for its time, and the last before each watermark: reading the
   * time is a sixth of all work on a record. The watermark may be a little behind, never ahead.
   */
  private static final int ONE_OF = 16;

  private static final long EARLIEST = BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis();

  private final RecordClock clock;
  private final InstantSource wall;
  private final long disorder;
  private final long idle;

  private long latest = EARLIEST;

  /** The last record, unless it was asked. */
  private @Nullable KafkaRecord<byte[], byte[]> unasked;

  private int records;
  private long watermark;

  /** When the last record was read. */
  private long quietSince;

  /** Since when as many records are left, and whoever asks is told so. */
  private long unchangedSince;

  private long asked;
  private long backlog = -1;

  /**
   * Of one partition.
   *
   * @param disorder milliseconds
   * @param idle milliseconds
   * @param before the watermark that a checkpoint knew, or the earliest there is
   */
  TopicTime(RecordClock clock, InstantSource wall, long disorder, long idle, Instant before) {
    this.clock = clock;
    this.wall = wall;
    this.disorder = disorder;
    this.idle = idle;
    this.watermark = before.getMillis();
    this.quietSince = wall.millis();
    this.unchangedSince = quietSince;
    this.asked = quietSince;
  }

  @Override
  public Instant getTimestampForRecord(
      PartitionContext context, KafkaRecord<byte[], byte[]> record) {
    quietSince = wall.millis();
    unasked = record;
    if (records++ % ONE_OF == 0) {
      ask(quietSince);
    }
    return Instant.ofEpochMilli(Math.max(watermark, EARLIEST));
  }

  private void ask(long now) {
    if (unasked == null) {
      return;
    }
    byte[] value = unasked.getKV().getValue();
    long time =
        value == null ? RecordClock.UNKNOWN : clock.timeOf(value, RecordHeaders.of(unasked));
    if (time != RecordClock.UNKNOWN && time <= now + AHEAD) {
      latest = Math.max(latest, Math.min(time, unasked.getTimestamp()));
    }
    unasked = null;
  }

  @Override
  public Instant getWatermark(PartitionContext context) {
    long now = wall.millis();
    ask(now);
    long left = context.getMessageBacklog();
    long checked = context.getBacklogCheckTime().getMillis();
    if (left != backlog || now - checked >= SILENT || now - asked > HELD_UP) {
      backlog = left;
      unchangedSince = now;
    }
    asked = now;
    if (latest > EARLIEST + disorder) {
      watermark = Math.max(watermark, latest - disorder);
    }
    if (left == 0 && checked - quietSince >= idle) {
      // By then all was read, however long ago that is for a reader that is held up since.
      watermark = Math.max(watermark, checked - disorder);
    } else if (left > 0 && now - Math.max(quietSince, unchangedSince) >= MARKS * idle) {
      watermark = Math.max(watermark, now - disorder);
    }
    return Instant.ofEpochMilli(watermark);
  }
}
