package dev.throng.transforms.aggregate;

import com.google.common.io.ByteArrayDataOutput;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether one person or company makes up more than half of a sum (design section 7): whoever knows
 * roughly what the others add would learn what they do. Amounts count by their size, whatever their
 * sign; those of robots and nobody are no part, and hide none. So where it holds of two groups, it
 * holds of both together.
 *
 * <p>Who is known by a key of the day only may be who adds most on every day. A person without a
 * company adds what they add as a person.
 */
final class Dominance extends Condition {
  /** A rough price in memory of the parts of one more day, for bounds. */
  private static final int DAY_BYTES = 200;

  private final Amount amount;
  private final Int128 total = new Int128();
  private final Parts people = new Parts();
  private final Parts companies = new Parts();

  /** Of those whose hash holds for a day only. */
  private SortedMap<Integer, Parts> byDay = Collections.emptySortedMap();

  Dominance(Amount amount) {
    this.amount = amount;
  }

  /** For certain where up to 4,096 add something; above, it may hold only if it does. */
  @Override
  boolean holds() {
    BigInteger ofDays = BigInteger.ZERO;
    for (Parts day : byDay.values()) {
      ofDays = ofDays.add(day.largest());
    }
    BigInteger largest = people.largest().max(companies.largest()).max(ofDays);
    return largest.shiftLeft(1).compareTo(total.toBigInteger()) <= 0;
  }

  @Override
  int add(EventFacts facts) {
    long value = facts.somebody ? amount.of(facts) : 0;
    if (value == 0) {
      return 0;
    }
    long part = Math.abs(Math.max(value, -Long.MAX_VALUE));
    total.add(part);
    int grown = 0;
    if (facts.dayBound) {
      int before = byDay.size();
      grown += ofDay(facts.day).add(facts.person, part);
      grown += (byDay.size() - before) * DAY_BYTES;
    } else {
      grown += people.add(facts.person, part);
    }
    return facts.event.getCompanyHash() == null
        ? grown
        : grown + companies.add(facts.company, part);
  }

  @Override
  void merge(Tally other) {
    Dominance that = (Dominance) other;
    total.add(that.total);
    people.merge(that.people);
    companies.merge(that.companies);
    that.byDay.forEach((day, parts) -> ofDay(day).merge(parts));
  }

  @Override
  boolean isEmpty() {
    return total.isZero();
  }

  @Override
  void write(ByteArrayDataOutput out) {
    total.write(out);
    people.write(out);
    companies.write(out);
    out.writeInt(byDay.size());
    for (Map.Entry<Integer, Parts> day : byDay.entrySet()) {
      out.writeInt(day.getKey());
      day.getValue().write(out);
    }
  }

  @Override
  void read(ByteBuffer in) {
    total.read(in);
    people.read(in);
    companies.read(in);
    for (int n = in.getInt(); n > 0; n--) {
      ofDay(in.getInt()).read(in);
    }
  }

  private Parts ofDay(int day) {
    if (byDay.isEmpty()) {
      byDay = new TreeMap<>();
    }
    return byDay.computeIfAbsent(day, d -> new Parts());
  }
}
