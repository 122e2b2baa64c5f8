package dev.throng.transforms.aggregate;

import dev.throng.schemas.Aggregate;
import dev.throng.schemas.ConsentedEvent;
import java.util.List;
import java.util.function.Consumer;

/**
 * Counts events into the groups of every report, and gives away what it knows whenever it holds too
 * much, and on {@link #flush()} (F25, F31). What it gives adds up by {@link Groups}, whatever was
 * given away when, by however many workers. Single-threaded; made on the worker.
 *
 * <p>Tallies of sessions are empty here: {@link SessionCounting} gives them. A report that counts
 * nothing but sessions gets nothing from here, so that its threshold is about people whose sessions
 * it counts.
 */
public final class PreAggregation {
  private final Program[] programs;
  private final GroupTables tables;
  private final Consumer<Aggregate> out;
  private final EventFacts facts = new EventFacts();

  /** Counts for these reports, and gives to {@code out} during {@link #add} and {@link #flush}. */
  public PreAggregation(List<Report> reports, Consumer<Aggregate> out) {
    this(reports, out, GroupTables.MOST_GROUPS, GroupTables.MOST_BYTES);
  }

  PreAggregation(List<Report> reports, Consumer<Aggregate> out, int mostGroups, long mostBytes) {
    List<Program> counting =
        reports.stream().filter(Report::countsEvents).map(Program::new).toList();
    this.programs = counting.toArray(Program[]::new);
    this.tables = new GroupTables(counting, mostGroups, mostBytes);
    this.out = out;
  }

  /** Counts one event in every report that it may serve and that asks for it. */
  public void add(ConsentedEvent event) {
    facts.load(event);
    for (int i = 0; i < programs.length; i++) {
      Program program = programs[i];
      if (program.allows(facts) && program.admits(facts)) {
        program.aim(facts);
        GroupTable.Entry entry = tables.at(i, program.windowOf(facts.time));
        int grown = entry.population.add(facts);
        for (Tally tally : entry.tallies) {
          grown += tally.add(facts);
        }
        tables.grew(grown);
      }
    }
    if (tables.tooMany()) {
      flush();
    }
  }

  /** Gives everything away. The order is none that anyone may rely on. */
  public void flush() {
    tables.drain(out);
  }
}
