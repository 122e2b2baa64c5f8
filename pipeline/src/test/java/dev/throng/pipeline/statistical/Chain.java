package dev.throng.pipeline.statistical;

import dev.throng.pipeline.job.NoisyReports;
import dev.throng.schemas.ConsentedEvent;
import dev.throng.schemas.ReleasedAggregate;
import dev.throng.transforms.aggregate.Contributions;
import dev.throng.transforms.aggregate.NoisedSessions;
import dev.throng.transforms.aggregate.Report;
import dev.throng.transforms.aggregate.ReportFile;
import dev.throng.transforms.aggregate.SessionRows;
import dev.throng.transforms.release.bounding.BoundedGroup;
import dev.throng.transforms.release.bounding.Bounding;
import dev.throng.transforms.release.bounding.Bounds;
import dev.throng.transforms.release.bounding.PersonRows;
import dev.throng.transforms.release.bounding.Quantity;
import dev.throng.transforms.release.mechanisms.ReleaseKey;
import dev.throng.transforms.release.noisy.Noisy;
import dev.throng.transforms.release.noisy.NoisyPlan;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All that is between decided events and a released table of a noised report, as a job has it:
 * sessions or events of each person, bounding, noise. What counts and what adds noise can be of
 * different reports, so that a broken one can be made.
 */
final class Chain {
  private static final long FAR = 1L << 50;

  private final Report counted;
  private final Bounds bounds;
  private final NoisyPlan noised;

  private Chain(Report counted, Bounds bounds, NoisyPlan noised) {
    this.counted = counted;
    this.bounds = bounds;
    this.noised = noised;
  }

  /** As a job has it. */
  static Chain of(Report report) {
    return unlike(report, report);
  }

  /** Counted and bounded as one report says, and noised as if it were the other. */
  static Chain unlike(Report counted, Report noised) {
    Bounds bounds = NoisyReports.of(counted).bounds();
    NoisyPlan plan = new NoisyPlan(NoisyReports.of(noised));
    return new Chain(counted, named(bounds, NoisyReports.of(noised).bounds()), plan);
  }

  /** The same, but what a person adds to a group is not moved into any bounds. */
  Chain unclamped() {
    List<Quantity> wide =
        bounds.quantities().stream()
            .map(each -> new Quantity(each.name(), -FAR, FAR, each.decimals()))
            .toList();
    return new Chain(
        counted,
        new Bounds(
            bounds.report(),
            bounds.digest(),
            bounds.window(),
            bounds.dimensions(),
            bounds.rollups(),
            wide,
            bounds.groupsPerPerson(),
            bounds.chosen(),
            bounds.listed()),
        noised);
  }

  /** The digest of a report decides its draws: those are of the one that is stated. */
  private static Bounds named(Bounds bounds, Bounds stated) {
    return new Bounds(
        stated.report(),
        stated.digest(),
        bounds.window(),
        bounds.dimensions(),
        bounds.rollups(),
        bounds.quantities(),
        bounds.groupsPerPerson(),
        bounds.chosen(),
        bounds.listed());
  }

  static Report report(String yaml) {
    return ReportFile.parse("r.yaml", yaml).get(0);
  }

  static ReleaseKey key(int number) {
    return new ReleaseKey(ByteBuffer.allocate(32).putInt(number).array());
  }

  /** What is known after bounding, by the ranks of a key. */
  Collection<BoundedGroup> bounded(List<ConsentedEvent> events, ReleaseKey key) {
    List<byte[]> blocks = new ArrayList<>();
    PersonRows rows = new PersonRows(List.of(bounds), 1, (bucket, block) -> blocks.add(block));
    if (counted.countsNoisedSessions()) {
      List<byte[]> sessions = new ArrayList<>();
      SessionRows worker =
          SessionRows.ofNoised(
              List.of(counted), counted.noised().unit(), 1, (bucket, block) -> sessions.add(block));
      events.forEach(worker::add);
      worker.flush();
      new NoisedSessions(List.of(counted), counted.noised().unit()).count(sessions, rows::add);
    } else {
      Contributions contributions = new Contributions(List.of(counted), rows::add);
      events.forEach(contributions::add);
    }
    rows.flush();
    Map<List<String>, BoundedGroup> groups = new HashMap<>();
    new Bounding(
            List.of(bounds),
            window -> key,
            group -> groups.merge(group.group(), group, BoundedGroup::plus))
        .count(blocks);
    return groups.values();
  }

  /** What goes out. */
  List<ReleasedAggregate> released(Collection<BoundedGroup> groups, ReleaseKey key) {
    return new Noisy(noised, key).release(0, groups).rows();
  }
}
