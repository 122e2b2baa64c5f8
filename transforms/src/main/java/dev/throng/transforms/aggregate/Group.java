package dev.throng.transforms.aggregate;

import dev.throng.schemas.Aggregate;
import dev.throng.schemas.ReleasedAggregate;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one group of one report and window, or of several groups in union. It does
 * not change once {@link Groups} has given it out.
 */
public final class Group {
  private final Program program;
  private final long window;
  private final List<String> values;
  private final Population population;
  private final Tally[] tallies;
  private long events;

  Group(Program program, long window, List<String> values) {
    this.program = program;
    this.window = window;
    this.values = List.copyOf(values);
    this.population = program.newPopulation();
    this.tallies = program.newTallies();
  }

  /** One value a dimension, in the report's order; of a union, those of its first group. */
  public List<String> values() {
    return values;
  }

  /**
   * Distinct people, or companies where those are fewer. Exact below the report's {@code at_least};
   * from there on a number that is no less, which only serves to compare groups. 0 where they are
   * too much alike in what the report's {@code diversity} names, or where one of them makes up more
   * than half of a sum.
   */
  public long people() {
    return meetsConditions() ? population.count() : 0;
  }

  /** Whether there are enough people, or companies, however much they are alike. */
  public boolean isLarge() {
    return population.count() >= program.report.atLeast();
  }

  /**
   * Whether the people differ as much as the report asks for in what its {@code diversity} names,
   * and none of them, nor a company, makes up more than half of a sum.
   */
  public boolean meetsConditions() {
    for (int i = program.measures(); i < tallies.length; i++) {
      if (tallies[i] instanceof Condition condition && !condition.holds()) {
        return false;
      }
    }
    return true;
  }

  /** What is known of all these groups of one report and window together; there must be one. */
  public static Group union(Collection<Group> groups) {
    Group first = groups.iterator().next();
    Group union = new Group(first.program, first.window, first.values);
    for (Group group : groups) {
      union.merge(group);
    }
    return union;
  }

  /** The row that may be published as that group: one value a measure, null where there is none. */
  public ReleasedAggregate released(List<String> group) {
    List<@Nullable String> measures = new ArrayList<>(program.measures());
    for (int i = 0; i < program.measures(); i++) {
      measures.add(tallies[i].value());
    }
    return new ReleasedAggregate(
        program.report.name(), window, window + program.windows.length(), group, measures);
  }

  /** The same in mergeable form, equal for equal events whatever was merged in which order. */
  public Aggregate aggregate() {
    List<ByteBuffer> bytes = new ArrayList<>(tallies.length);
    for (Tally tally : tallies) {
      bytes.add(tally.toBytes());
    }
    return new Aggregate(
        program.report.name(),
        window,
        window + program.windows.length(),
        values,
        population.toBytes(),
        bytes,
        events);
  }

  void add(Aggregate aggregate) {
    events += aggregate.getEvents();
    population.merge(aggregate.getPopulation());
    for (int i = 0; i < tallies.length; i++) {
      tallies[i].merge(aggregate.getTallies().get(i));
    }
  }

  private void merge(Group other) {
    events += other.events;
    population.merge(other.population);
    for (int i = 0; i < tallies.length; i++) {
      tallies[i].merge(other.tallies[i]);
    }
  }
}
