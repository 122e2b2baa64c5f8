package dev.throng.transforms.aggregate;

import com.google.common.io.ByteArrayDataInput;
import com.google.common.io.ByteArrayDataOutput;
import com.google.common.io.ByteStreams;
import java.nio.ByteBuffer;

/**
 * Who a group is about, for its threshold: people, and companies, whichever are fewer. A person
 * without a company is a company of their own. Robots and nobody do not count.
 */
final class Population {
  private static final byte VERSION = 1;

  private final DayAware people;
  private final DayAware companies;

  /** Exact up to {@code enough}. */
  Population(int enough) {
    people = new DayAware(() -> new LeastHashes(enough));
    companies = new DayAware(() -> new LeastHashes(enough));
  }

  /** Adds who made an event; returns the growth in bytes. */
  int add(EventFacts facts) {
    if (!facts.somebody) {
      return 0;
    }
    boolean ownCompany = facts.event.getCompanyHash() == null;
    return facts.dayBound
        ? add(facts.person, facts.company, ownCompany, facts.day)
        : add(facts.person, facts.company);
  }

  /** Adds a person whose hash holds for all time; returns the growth in bytes. */
  int add(long person, long company) {
    return people.add(person) + companies.add(company);
  }

  /**
   * Adds a person whose hash, and whose company's if it is their own, holds for that UTC day only;
   * returns the growth in bytes.
   */
  int add(long person, long company, boolean ownCompany, int day) {
    return people.add(person, day)
        + (ownCompany ? companies.add(company, day) : companies.add(company));
  }

  void merge(Population other) {
    people.merge(other.people);
    companies.merge(other.companies);
  }

  /** Exact up to what is enough; above, an estimate of no less. */
  long count() {
    return Math.min(people.count(), companies.count());
  }

  ByteBuffer toBytes() {
    if (people.isEmpty()) {
      return Tally.NOTHING.duplicate();
    }
    ByteArrayDataOutput out = ByteStreams.newDataOutput();
    out.writeByte(VERSION);
    people.write(out);
    companies.write(out);
    return ByteBuffer.wrap(out.toByteArray());
  }

  void merge(ByteBuffer bytes) {
    if (bytes.hasRemaining()) {
      ByteArrayDataInput in = Tally.open(bytes, VERSION);
      people.read(in);
      companies.read(in);
    }
  }
}
