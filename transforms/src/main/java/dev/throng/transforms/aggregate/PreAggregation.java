package dev.throng.transforms.aggregate;

import dev.throng.schemas.Aggregate;
import dev.throng.schemas.ConsentedEvent;
import java.util.List;
import java.util.Map;
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

  /** Which of the admissions each program asks for: reports mostly have the same {@code where}. */
  private final int[] admission;

  /** One program for each {@code where}. */
  private final Program[] admissions;

  private final boolean[] admitted;

  /** The groups of the event at hand. */
  private final GroupTable.Entry[] groups;

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
    List<Map<String, List<String>>> wheres =
        counting.stream().map(program -> program.report.where()).distinct().toList();
    this.admission =
        counting.stream().mapToInt(program -> wheres.indexOf(program.report.where())).toArray();
    this.admissions = new Program[wheres.size()];
    for (int i = 0; i < programs.length; i++) {
      admissions[admission[i]] = programs[i];
    }
    this.groups = new GroupTable.Entry[programs.length];
    this.admitted = new boolean[admissions.length];
    this.tables = new GroupTables(counting, mostGroups, mostBytes);
    this.out = out;
  }

  /** Counts one event in every report that it may serve and that asks for it. */
  public void add(ConsentedEvent event) {
    facts.load(event);
    for (int i = 0; i < admissions.length; i++) {
      admitted[i] = admissions[i].admits(facts);
    }
    // One thing after another for all reports, not one report after another: a group is mostly not
    // in the processor's cache, and so the waits for their memory overlap.
    int found = 0;
    for (int i = 0; i < programs.length; i++) {
      Program program = programs[i];
      if (program.allows(facts) && admitted[admission[i]]) {
        program.aim(facts);
        groups[found++] = tables.at(i, program.windowOf(facts.time));
      }
    }
    int grown = 0;
    for (int i = 0; i < found; i++) {
      groups[i].events++;
      grown += groups[i].population.add(facts);
    }
    for (int i = 0; i < found; i++) {
      for (Tally tally : groups[i].tallies) {
        grown += tally.add(facts);
      }
    }
    tables.grew(grown);
    if (tables.tooMany()) {
      flush();
    }
  }

  /** Gives everything away. The order is none that anyone may rely on. */
  public void flush() {
    tables.drain(out);
  }
}
