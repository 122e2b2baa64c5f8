package dev.throng.pipeline.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Random histories, three in a circle. The same seed and number give the same circle, whatever else
 * is asked for.
 *
 * @param seed of all of them
 * @param rejections whether some lines of their ledger cannot be attributed
 */
record Circles(long seed, boolean rejections) {
  static final int PEOPLE = 3;
  private static final int MOST_EVENTS = 6;

  /** The circles from 0 on, with at least so many people. */
  List<Circle> of(int people) {
    List<Circle> circles = new ArrayList<>();
    while (circles.size() * PEOPLE < people) {
      circles.add(circle(circles.size()));
    }
    return circles;
  }

  private Circle circle(int number) {
    Random random = new Random(new SplittableRandom(seed + number).nextLong());
    LedgerWriter writer = new LedgerWriter(random);
    DamagedLines damaged = new DamagedLines(random, writer);
    RejectedLines rejected = new RejectedLines(random, writer);
    CodeNames codes = new CodeNames(1 + number * PEOPLE * MOST_EVENTS);
    Id company = new Id("company", "c" + number);
    List<LedgerLine> lines = new ArrayList<>();
    List<Happening> events = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      Person person = new Person(random, number * PEOPLE + i, company);
      for (Said fact : person.facts()) {
        lines.add(random.nextInt(60) == 0 ? damaged.unclear(fact) : writer.clear(fact));
        if (random.nextInt(12) == 0) {
          lines.add(lines.get(random.nextInt(lines.size())));
        }
        if (rejections && random.nextInt(400) == 0) {
          lines.add(rejected.of(fact.id()));
        }
      }
      events.addAll(person.events(codes));
    }
    return new Circle(lines, events);
  }
}
