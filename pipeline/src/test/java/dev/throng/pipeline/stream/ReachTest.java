package dev.throng.pipeline.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job over topics takes moves with the clock where its limits are distances. */
class ReachTest {
  private static final long DAY = Duration.ofDays(1).toMillis();

  @TempDir Path folder;

  private Reach reach(String limits, Instant started) throws Exception {
    Path file = folder.resolve("job.yaml");
    Files.writeString(
        file,
        """
        name: reach
        events: {format: throng-json, kafka: {bootstrap: "localhost:1", topic: events}}
        keys: {keyring: keys, master: "file:master.key"}
        output: {aggregates: [{to: out}], rejected: {to: rejected}, manifest: run.json}
        limits: {%s}
        """
            .formatted(limits));
    Job job = JobFile.read(file.toString(), started);
    return Reach.of(job.limits(), started);
  }

  @Test
  void distancesAreFromNowHoweverLongAgoTheJobBegan() throws Exception {
    long now = System.currentTimeMillis();
    Reach reach = reach("from: -30d, until: +2d", Instant.ofEpochMilli(now - 100 * DAY));
    assertTrue(reach.allows(now - 29 * DAY));
    assertFalse(reach.allows(now - 31 * DAY));
    assertTrue(reach.allows(now + DAY));
    assertFalse(reach.allows(now + 3 * DAY));
  }

  @Test
  void whatNobodyCanAskForIsForgottenLaterThanItsEventsAreRefused() throws Exception {
    long now = System.currentTimeMillis();
    Reach reach = reach("from: -30d", Instant.ofEpochMilli(now - 100 * DAY));
    for (int days = 0; days < 400; days += 7) {
      long window = now - days * DAY;
      long left = reach.left(window).orElseThrow().getMillis();
      assertTrue(left > 0);
      // When it is forgotten, an event of then has long been refused.
      assertTrue(days >= 120 || now + left - window > 119 * DAY, "after " + days);
    }
    assertTrue(reach.forgotten() < now - 100 * DAY);
  }

  @Test
  void whereTheBeginningIsADateNothingIsForgotten() throws Exception {
    Reach reach =
        reach("from: 2026-01-01, until: 2026-07-01", Instant.parse("2026-06-01T00:00:00Z"));
    assertEquals(Optional.empty(), reach.left(0));
    assertTrue(reach.allows(0), "the treatment refuses it, as over files");
    assertFalse(reach.holds(0));
    assertTrue(reach.holds(Instant.parse("2026-06-30T23:59:59Z").toEpochMilli()));
    assertFalse(reach.holds(Instant.parse("2026-07-01T00:00:00Z").toEpochMilli()));
    assertEquals(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli(), reach.forgotten());
  }
}
