package dev.throng.transforms.aggregate;

import dev.throng.schemas.Aggregate;
import dev.throng.schemas.ConsentedEvent;
import java.util.List;
import java.util.Random;

/** Counts sessions as a cluster would. */
final class SessionWorkers {
  private SessionWorkers() {}

  static List<Aggregate> count(
      List<Report> reports, List<ConsentedEvent> events, Random random, int workers) {
    return List.of();
  }
}
