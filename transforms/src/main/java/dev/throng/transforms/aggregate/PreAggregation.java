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
 * <p>Tallies of sessions are empty here: {@link SessionCounting} gives them.
 */
public final class PreAggregation {
  /** Groups held at most, over all reports (F31). */
  private static final int MOST_GROUPS = 10_000;

  /** Bytes held at most, roughly: groups and their sets. */
  private static final long MOST_BYTES = 48L << 20;

  private final GroupTable[] tables;
  private final Consumer<Aggregate> out;
  private final int mostGroups;
  private final long mostBytes;
  private final EventFacts facts = new EventFacts();
  private int groups;
  private long bytes;

  /** Counts for these reports, and gives to {@code out} during {@link #add} and {@link #flush}. */
  public PreAggregation(List<Report> reports, Consumer<Aggregate> out) {
    this(reports, out, MOST_GROUPS, MOST_BYTES);
  }

  PreAggregation(List<Report> reports, Consumer<Aggregate> out, int mostGroups, long mostBytes) {
    this.tables =
        reports.stream()
            .map(report -> new GroupTable(new Program(report)))
            .toArray(GroupTable[]::new);
    this.out = out;
    this.mostGroups = mostGroups;
    this.mostBytes = mostBytes;
  }

  /** Counts one event in every report that it may serve and that asks for it. */
  public void add(ConsentedEvent event) {
    facts.load(event);
    for (GroupTable table : tables) {
      Program program = table.program;
      if (program.allows(facts) && program.admits(facts)) {
        program.aim(facts);
        count(table, program.windowOf(facts.time));
      }
    }
    if (groups > mostGroups || bytes > mostBytes) {
      flush();
    }
  }

  /** Gives everything away. The order is none that anyone may rely on. */
  public void flush() {
    for (GroupTable table : tables) {
      table.drain(out);
    }
    groups = 0;
    bytes = 0;
  }

  private void count(GroupTable table, long window) {
    int before = table.size();
    GroupTable.Entry entry = table.at(window);
    int grown = entry.population.add(facts);
    for (Tally tally : entry.tallies) {
      grown += tally.add(facts);
    }
    bytes += grown;
    if (table.size() != before) {
      groups++;
      bytes += table.entryBytes();
    }
  }
}
