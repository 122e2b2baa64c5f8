package dev.throng.transforms.consent;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds out which facts about an id count for an event of a time, by a rule of a setting. */
final class Standings {
  /** What takes effect by what it lifts, or makes void. */
  private static final Set<FactState> LIFTING =
      EnumSet.of(FactState.UNRESTRICTED, FactState.GUARDIAN_CONSENT, FactState.ERASED);

  private final ConsentRule rule;
  private final Decide decide;
  private final long eventTime;

  Standings(ConsentRule rule, Decide decide, long eventTime) {
    this.rule = rule;
    this.decide = decide;
    this.eventTime = eventTime;
  }

  /** Of each fact of the source, in their order, whether it counts. */
  List<Standing> of(SourceFacts source) {
    long erased = erased(source);
    Map<SourceFacts.Row, Standing> standings = new HashMap<>();
    for (SourceFacts.Row row : source.facts()) {
      standings.put(row, alone(source, row, erased));
    }
    // First what lifts, beside all that it might lift; then all others beside what is left.
    SourceFacts left = source;
    for (boolean lifting : List.of(true, false)) {
      for (SourceFacts.Row row : source.facts()) {
        if (LIFTING.contains(row.state()) == lifting
            && standings.get(row) == Standing.COUNTS
            && isSpare(left, row)) {
          standings.put(row, Standing.CHANGES_NOTHING);
          left = left.without(row);
        }
      }
    }
    return source.facts().stream().map(standings::get).toList();
  }

  /** Whether everyone would say the same without it: all, it and those behind it, and up to now. */
  private boolean isSpare(SourceFacts source, SourceFacts.Row row) {
    int at = source.facts().indexOf(row);
    int holding = source.holding(eventTime);
    int size = source.facts().size();
    return source.without(row).word(rule, eventTime) == source.word(rule, eventTime)
        && word(source, at, size) == word(source, at + 1, size)
        && (at >= holding || word(source, at, holding) == word(source, at + 1, holding));
  }

  private int word(SourceFacts source, int from, int to) {
    return source.word(rule, eventTime, from, to);
  }

  private Standing alone(SourceFacts source, SourceFacts.Row row, long erased) {
    FactState state = row.state();
    if (!decide.knows(state.refuses(), row.recorded(), eventTime)) {
      return row.recorded() == Fact.NOT_RECORDED
          ? Standing.NOT_RECORDED
          : Standing.RECORDED_TOO_LATE;
    }
    boolean after = row.effective() > eventTime;
    boolean voided = row.effective() <= erased;
    return switch (state) {
      case GRANTED -> {
        if (source.isCompany()) {
          yield Standing.COMPANY_GRANT;
        }
        if (after || voided) {
          yield after ? Standing.AFTER_EVENT : Standing.VOIDED;
        }
        yield Fact.isOutdated(row.fact()) ? Standing.POLICY_VERSION : Standing.COUNTS;
      }
      case GUARDIAN_CONSENT ->
          after ? Standing.AFTER_EVENT : voided ? Standing.VOIDED : Standing.COUNTS;
      case DENIED, WITHDRAWN, OBJECTED, RESTRICTED, UNRESTRICTED ->
          after && !decide.looksAhead() ? Standing.AFTER_EVENT : Standing.COUNTS;
      case MINOR, ERASED -> Standing.COUNTS;
    };
  }

  /** The last instant at which the id was erased, as far as it is known; else before all others. */
  private long erased(SourceFacts source) {
    return source.facts().stream()
        .filter(row -> row.state() == FactState.ERASED)
        .filter(row -> decide.knows(true, row.recorded(), eventTime))
        .mapToLong(SourceFacts.Row::effective)
        .max()
        .orElse(Long.MIN_VALUE);
  }
}
