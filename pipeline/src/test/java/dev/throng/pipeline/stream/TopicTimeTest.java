package dev.throng.pipeline.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.KafkaTimestampType;
import org.apache.beam.sdk.io.kafka.TimestampPolicy.PartitionContext;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

/** Records are eight bytes: their time, in milliseconds. */
class TopicTimeTest {
  private static final long NOW = 1_800_000_000_000L;
  private static final long DISORDER = 10_000;
  private static final long IDLE = 30_000;
  private static final Instant EARLIEST = BoundedWindow.TIMESTAMP_MIN_VALUE;

  private long now = NOW;
  private long backlog = 5;
  private long checked = NOW;
  private final TopicTime time = after(EARLIEST);

  private TopicTime after(Instant before) {
    return new TopicTime(
        (record, headers) ->
            record.length == 8 ? ByteBuffer.wrap(record).getLong() : RecordClock.UNKNOWN,
        new InstantSource() {
          @Override
          public java.time.Instant instant() {
            return java.time.Instant.ofEpochMilli(now);
          }
        },
        DISORDER,
        IDLE,
        before);
  }

  private final PartitionContext context =
      new PartitionContext() {
        @Override
        public long getMessageBacklog() {
          return backlog;
        }

        @Override
        public Instant getBacklogCheckTime() {
          return Instant.ofEpochMilli(checked);
        }
      };

  private void record(long at, long sent) {
    byte[] value = ByteBuffer.allocate(8).putLong(at).array();
    record(value, sent);
  }

  private void record(byte[] value, long sent) {
    time.getTimestampForRecord(context, of(value, sent));
  }

  private static KafkaRecord<byte[], byte[]> of(byte[] value, long sent) {
    return new KafkaRecord<>(
        "t", 0, 0, sent, KafkaTimestampType.CREATE_TIME, null, KV.of(new byte[0], value));
  }

  /** Asks often, as a source does, with a broker that answers. */
  private long pass(long millis) {
    long watermark = time.getWatermark(context).getMillis();
    for (long end = now + millis; now < end; ) {
      now = Math.min(end, now + 200);
      checked = now;
      watermark = time.getWatermark(context).getMillis();
    }
    return watermark;
  }

  @Test
  void ofManyRecordsFewAreAskedAndTheLastAlways() {
    AtomicInteger asked = new AtomicInteger();
    TopicTime busy =
        new TopicTime(
            (record, headers) -> {
              asked.incrementAndGet();
              return ByteBuffer.wrap(record).getLong();
            },
            () -> java.time.Instant.ofEpochMilli(now),
            DISORDER,
            IDLE,
            EARLIEST);
    for (int i = 1; i <= 1_000; i++) {
      busy.getTimestampForRecord(
          context, of(ByteBuffer.allocate(8).putLong(NOW - 5_000 + i).array(), NOW));
    }
    assertEquals(NOW - 4_000 - DISORDER, busy.getWatermark(context).getMillis());
    assertEquals(64, asked.get(), "one of sixteen, and the last");
  }

  @Test
  void itFollowsTheLatestRecordAndNeverGoesBack() {
    assertEquals(EARLIEST, time.getWatermark(context));
    record(NOW - 50_000, NOW);
    assertEquals(NOW - 60_000, pass(0));
    record(NOW - 90_000, NOW);
    assertEquals(NOW - 60_000, pass(0));
    record(NOW - 40_000, NOW);
    assertEquals(NOW - 50_000, pass(0));
  }

  @Test
  void noRecordIsBelievedBeyondTheClockOrBeyondItsOwnSending() {
    record(NOW - 50_000, NOW);
    record(4_000_000_000_000L, NOW); // the year 2096
    record(4_000_000_000_000L, 4_000_000_000_000L);
    record(Long.MAX_VALUE, NOW);
    assertEquals(NOW - 60_000, pass(0));
    record(NOW - 10_000, NOW - 45_000);
    assertEquals(NOW - 55_000, pass(0));
  }

  @Test
  void whatTellsNoTimeMovesNothing() {
    record(NOW - 50_000, NOW);
    record(new byte[] {1}, NOW);
    record((byte[]) null, NOW);
    assertEquals(NOW - 60_000, pass(0));
  }

  @Test
  void aPartitionThatIsReadToItsEndGoesWithTheClockAfterAWhile() {
    record(NOW - 500_000, NOW);
    backlog = 0;
    assertEquals(NOW - 510_000, pass(IDLE - 200));
    assertEquals(NOW + IDLE + 1_000 - DISORDER, pass(1_200));
  }

  @Test
  void aPartitionThatNeverHadARecordDoesSoToo() {
    backlog = 0;
    assertEquals(EARLIEST.getMillis(), pass(IDLE - 200));
    assertEquals(NOW + 2 * IDLE - DISORDER, pass(IDLE + 200));
  }

  @Test
  void oneWithRecordsLeftWaitsForThem() {
    record(NOW - 500_000, NOW);
    assertEquals(NOW - 510_000, pass(2 * IDLE));
  }

  @Test
  void whatStaysForLongIsNoRecord() {
    record(NOW - 500_000, NOW);
    assertEquals(NOW + 11 * IDLE - DISORDER, pass(11 * IDLE));
  }

  @Test
  void whileTheBrokerIsSilentNothingIsIdle() {
    record(NOW - 500_000, NOW);
    backlog = 0;
    pass(200);
    for (int i = 0; i < 1_000; i++) {
      now += 200;
      assertEquals(NOW - 510_000, time.getWatermark(context).getMillis());
    }
  }

  @Test
  void whoIsHeldUpGoesAsFarAsAllIsKnownToBeRead() {
    record(NOW - 500_000, NOW);
    backlog = 0;
    pass(200);
    checked = NOW + IDLE + 5_000;
    now = NOW + 10 * IDLE;
    assertEquals(checked - DISORDER, time.getWatermark(context).getMillis());
  }

  @Test
  void whileNobodyAsksWhatStaysMayBeARecord() {
    record(NOW - 500_000, NOW);
    pass(200);
    for (int i = 0; i < 100; i++) {
      now += IDLE;
      checked = now;
      assertEquals(NOW - 510_000, time.getWatermark(context).getMillis());
    }
  }

  @Test
  void aCheckpointIsGoneOnFrom() {
    TopicTime later = after(Instant.ofEpochMilli(NOW - 3_000));
    assertEquals(NOW - 3_000, later.getWatermark(context).getMillis());
  }
}
