package dev.throng.transforms.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.schemas.ConsentedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From events to released rows, as a cluster would, against the oracle. */
class ReleaseTest {
  @Test
  void releasesWhatTheOracleReleases() {
    int rows = 0;
    for (long seed = 1; seed <= 40; seed++) {
      Random random = new Random(seed);
      List<Report> reports = new RandomReports(random).list(1 + random.nextInt(8));
      int people = 1 + random.nextInt(random.nextBoolean() ? 5 : 150);
      Duration span = Duration.ofHours(1 + random.nextInt(120));
      List<ConsentedEvent> events =
          new RandomEvents(random, people, span.toMillis()).list(300 + random.nextInt(2000));
      int mostEvents = random.nextBoolean() ? 100_000 : 5 + random.nextInt(60);
      Map<String, Group> groups =
          Workers.count(
              reports, events, random, 1 + random.nextInt(4), 5 + random.nextInt(500), mostEvents);
      for (Report report : reports) {
        String message = "seed " + seed + ", " + report;
        assertEquals(
            new Oracle(report, mostEvents).rows(events).keySet(),
            Workers.rows(report, groups).keySet(),
            message);
        Map<String, List<@Nullable String>> released = Releases.rows(report, groups);
        assertEquals(new OracleRelease(report, mostEvents).rows(events), released, message);
        rows += released.size();
      }
    }
    assertTrue(rows > 1000, "too few rows to prove anything: " + rows);
  }
}
