package dev.throng.transforms.aggregate;

import dev.throng.schemas.Aggregate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds up the aggregates of one report and one window, group by group. Single-threaded. */
public final class Groups {
  private final Program program;
  private final Map<List<String>, Group> groups = new HashMap<>();
  private long window;

  /** Groups of that report, of whichever window its first aggregate has. */
  public Groups(Report report) {
    this.program = new Program(report);
  }

  /**
   * Adds what one worker knew.
   *
   * @throws IllegalArgumentException where it is of another report or window
   */
  public void add(Aggregate aggregate) {
    if (groups.isEmpty()) {
      window = aggregate.getWindowStart();
    }
    if (window != aggregate.getWindowStart()
        || !program.report.name().equals(aggregate.getReport())) {
      throw new IllegalArgumentException("an aggregate of another report or window");
    }
    groups
        .computeIfAbsent(aggregate.getGroup(), values -> new Group(program, window, values))
        .add(aggregate);
  }

  /** The groups, in no order. */
  public List<Group> groups() {
    return List.copyOf(groups.values());
  }
}
