package dev.throng.transforms.aggregate;

import dev.throng.schemas.ConsentedEvent;
import dev.throng.transforms.aggregate.Release.Contributing;
import dev.throng.transforms.aggregate.Release.Unit;
import java.util.ArrayList;
import java.util.List;

/**
 * What each event adds to the noised reports, before anything is bounded: for each report that it
 * may serve and that asks for it, its group and its amounts, and whose they are.
 *
 * <p>Robots and nobody are left out, and so are disputes about health, which are for no third party
 * (P8). So is who is known by a key of the day only, in windows that reach over midnight: there
 * they would be several people, and spend as much as these. A report by seller leaves out what is
 * of no seller. Single-threaded; made on the worker.
 */
public final class Contributions {
  /** Takes what an event adds. */
  public interface Taker {
    /**
     * Takes one event's part of one report.
     *
     * @param report its place among the noised reports
     * @param window the first instant of the window, milliseconds since 1970-01-01T00:00Z
     * @param unit the keyed hash of the person or company; not to be written
     * @param group a text a dimension; overwritten by the next call
     * @param amounts a number for each of {@link #amounts}, and behind them, where the most recent
     *     groups count, the time since the window's first instant in milliseconds; overwritten by
     *     the next call
     */
    void add(int report, long window, long unit, String[] group, long[] amounts);
  }

  /** One report, with room for what it is about to give. */
  private static final class Part {
    private final int number;
    private final Program program;
    private final Amount[] amounts;
    private final boolean ofCompanies;
    private final boolean bySeller;
    private final boolean mostRecent;
    private final String[] group;
    private final long[] added;

    private Part(int number, Report report) {
      this.number = number;
      this.program = new Program(report);
      this.amounts = amounts(report).toArray(Amount[]::new);
      this.ofCompanies = report.noised().unit() == Unit.COMPANY;
      this.group = new String[report.dimensions().size()];
      this.bySeller = report.isBySeller();
      this.mostRecent = report.noised().contributions() == Contributing.MOST_RECENT;
      this.added = new long[amounts.length + (mostRecent ? 1 : 0)];
    }
  }

  private final List<Part> parts = new ArrayList<>();
  private final Taker out;
  private final EventFacts facts = new EventFacts();

  /**
   * Contributions to those of the reports that are noised, in their order. Those that count
   * sessions have theirs from {@link NoisedSessions}.
   *
   * @param out is called during {@link #add}
   */
  public Contributions(List<Report> reports, Taker out) {
    List<Report> noised = reports.stream().filter(Report::isNoised).toList();
    for (int i = 0; i < noised.size(); i++) {
      if (!noised.get(i).countsNoisedSessions()) {
        parts.add(new Part(i, noised.get(i)));
      }
    }
    this.out = out;
  }

  /** The amounts that a noised report is made of, people apart, each once. */
  public static List<Amount> amounts(Report report) {
    return report.resolvedMeasures().stream()
        .flatMap(measure -> measure.amounts().stream())
        .filter(amount -> amount != Amount.PEOPLE)
        .distinct()
        .toList();
  }

  /** Gives what one event adds. */
  public void add(ConsentedEvent event) {
    if (parts.isEmpty()) {
      return;
    }
    facts.load(event);
    if (!facts.somebody || facts.event.getHealthData()) {
      return;
    }
    for (Part part : parts) {
      Program program = part.program;
      if (!program.allows(facts) || !program.admits(facts)) {
        continue;
      }
      long window = program.windowOf(facts.time);
      if (facts.dayBound && !program.windows.isInOneDay(window)) {
        continue;
      }
      program.aim(facts);
      if (part.bySeller && program.probe[0] == null) {
        continue;
      }
      for (int d = 0; d < part.group.length; d++) {
        part.group[d] = GroupValue.text(program.probe[d]);
      }
      for (int a = 0; a < part.amounts.length; a++) {
        part.added[a] = part.amounts[a].of(facts);
      }
      if (part.mostRecent) {
        part.added[part.amounts.length] = facts.time - window;
      }
      out.add(
          part.number,
          window,
          part.ofCompanies ? facts.company : facts.person,
          part.group,
          part.added);
    }
  }
}
