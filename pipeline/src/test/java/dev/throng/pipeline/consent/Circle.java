package dev.throng.pipeline.consent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A few people of one company: what the ledger says of them, and what they did. What happens in one
 * circle touches no other.
 *
 * @param lines of the ledger, in no order
 * @param events in no order
 */
record Circle(List<LedgerLine> lines, List<Happening> events) {

  Circle withoutLine(int index) {
    List<LedgerLine> fewer = new ArrayList<>(lines);
    fewer.remove(index);
    return new Circle(fewer, events);
  }

  Circle withoutEvent(int index) {
    List<Happening> fewer = new ArrayList<>(events);
    fewer.remove(index);
    return new Circle(lines, fewer);
  }

  Circle and(List<LedgerLine> more) {
    List<LedgerLine> all = new ArrayList<>(lines);
    all.addAll(more);
    return new Circle(all, events);
  }

  /** All facts by id, those that unsubscribe events are among them. */
  Map<Id, List<Said>> ledger() {
    List<Said> facts = new ArrayList<>();
    lines.forEach(line -> facts.addAll(line.worth()));
    events.forEach(event -> facts.addAll(NaiveReading.unsubscribed(event)));
    Map<Id, List<Said>> ledger = new HashMap<>();
    for (Said fact : facts) {
      ledger.computeIfAbsent(fact.id(), id -> new ArrayList<>()).add(fact);
    }
    return ledger;
  }

  /** Its facts and its events, line by line. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("ledger:\n");
    lines.forEach(line -> text.append("  ").append(line).append('\n'));
    text.append("events:\n");
    events.forEach(event -> text.append("  ").append(EventLine.of(event)).append('\n'));
    return text.toString();
  }
}
