package dev.throng.transforms.consent;

import dev.throng.transforms.step.IdType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is known of one id of an event: facts in the order in which {@link ConsentRule} hears them.
 *
 * @param type what kind of id it is
 * @param facts in any order, of which none is taken twice; in their order once they are here
 */
public record SourceFacts(IdType type, List<Row> facts) {

  /**
   * A fact, and when it was recorded.
   *
   * @param fact as {@link Fact} writes it
   * @param recorded milliseconds since 1970-01-01T00:00Z, or {@link Fact#NOT_RECORDED}
   */
  public record Row(long fact, long recorded) implements Comparable<Row> {
    private static final Comparator<Row> ORDER =
        Comparator.comparingLong(Row::fact).thenComparingLong(Row::recorded);

    @Override
    public int compareTo(Row other) {
      return ORDER.compare(this, other);
    }

    FactState state() {
      return Fact.state(fact);
    }

    long effective() {
      return Fact.effective(fact);
    }
  }

  public SourceFacts {
    facts = facts.stream().distinct().sorted().toList();
  }

  boolean isCompany() {
    return type == IdType.COMPANY;
  }

  /** What they say on an event of that time. */
  int word(ConsentRule rule, long eventTime) {
    return word(rule, eventTime, 0, facts.size());
  }

  /** What those of them that stand in {@code [from, to)} say by themselves. */
  int word(ConsentRule rule, long eventTime, int from, int to) {
    long[] said = facts.stream().mapToLong(Row::fact).toArray();
    long[] recorded = facts.stream().mapToLong(Row::recorded).toArray();
    return rule.word(said, recorded, from, to, eventTime, isCompany());
  }

  /** How many of them hold at that time. */
  int holding(long eventTime) {
    int holding = 0;
    while (holding < facts.size() && facts.get(holding).effective() <= eventTime) {
      holding++;
    }
    return holding;
  }

  /** The same facts but one. */
  SourceFacts without(Row row) {
    List<Row> others = new ArrayList<>(facts);
    others.remove(row);
    return new SourceFacts(type, others);
  }
}
