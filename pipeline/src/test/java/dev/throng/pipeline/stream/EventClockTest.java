package dev.throng.pipeline.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.pipeline.job.Job;
import dev.throng.transforms.parse.Headers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clocks tell when a record happened; what makes them lies in every checkpoint (F41). */
class EventClockTest {
  @TempDir Path folder;

  @Test
  void tellsTheTimeOfAnEventAndNothingOfWhatIsNone() throws Exception {
    Job job = new StreamSite(folder, StreamReports.TEXT).files(List.of(), List.of());
    RecordClock clock = SerializableUtils.clone(EventClock.Of.job(job)).make();
    byte[] event =
        "{\"event_type\":\"order\",\"event_time\":\"2026-06-01T18:00:00Z\"}"
            .getBytes(StandardCharsets.UTF_8);
    assertEquals(
        Instant.parse("2026-06-01T18:00:00Z").toEpochMilli(), clock.timeOf(event, Headers.NONE));
    assertEquals(RecordClock.UNKNOWN, clock.timeOf(new byte[] {'['}, Headers.NONE));
  }

  /** A source in a checkpoint is small, and holds nothing of the job but this. */
  @Test
  void whatMakesThemIsSmall() throws Exception {
    Job job = new StreamSite(folder, StreamReports.TEXT).files(List.of(), List.of());
    assertTrue(SerializableUtils.serializeToByteArray(EventClock.Of.job(job)).length < 1_000);
    RecordClock clock = SerializableUtils.clone(new FactClock.Of()).make();
    assertEquals(
        Instant.parse("2026-06-08T00:00:00Z").toEpochMilli(),
        clock.timeOf(TopicInputs.LAST_FACT, Headers.NONE));
  }
}
