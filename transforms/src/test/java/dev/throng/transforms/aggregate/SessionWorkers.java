package dev.throng.transforms.aggregate;

import dev.throng.schemas.Aggregate;
import dev.throng.schemas.ConsentedEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Counts sessions as a cluster would: rows by any worker, blocks of any size in any order. */
final class SessionWorkers {
  private SessionWorkers() {}

  static List<Aggregate> count(
      List<Report> reports,
      List<ConsentedEvent> events,
      Random random,
      int workers,
      int mostEvents) {
    int buckets = 1 + random.nextInt(7);
    Map<Integer, List<byte[]>> blocks = new TreeMap<>();
    SessionRows.BlockSink sink =
        (bucket, rows) -> blocks.computeIfAbsent(bucket, b -> new ArrayList<>()).add(rows);
    List<SessionRows> each = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      int blockBytes = 1 + random.nextInt(3000);
      int mostBytes = random.nextBoolean() ? 1_000_000 : 1 + random.nextInt(10_000);
      each.add(
          new SessionRows(SessionPlan.of(reports), null, buckets, sink, blockBytes, mostBytes));
    }
    for (ConsentedEvent event : events) {
      each.get(random.nextInt(workers)).add(event);
    }
    each.forEach(SessionRows::flush);
    List<Aggregate> aggregates = new ArrayList<>();
    for (List<byte[]> ofBucket : blocks.values()) {
      Collections.shuffle(ofBucket, random);
      new SessionCounting(reports, mostEvents).count(ofBucket, aggregates::add);
    }
    return aggregates;
  }
}
