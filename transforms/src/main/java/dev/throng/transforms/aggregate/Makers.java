package dev.throng.transforms.aggregate;

import com.google.common.io.ByteArrayDataOutput;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/**
 * Distinct people and distinct companies. A person without a company is a company of their own.
 * Robots and nobody do not count.
 */
final class Makers {
  private final DayAware people;
  private final DayAware companies;

  /** Exact up to {@code enough}. */
  Makers(int enough) {
    Supplier<Hashes> least = () -> new LeastHashes(enough);
    people = new DayAware(least);
    companies = new DayAware(least);
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

  /** No person that holds for all time and is larger changes anything. */
  long peopleBound() {
    return people.bound();
  }

  /** No company that holds for all time and is larger changes anything. */
  long companiesBound() {
    return companies.bound();
  }

  void merge(Makers other) {
    people.merge(other.people);
    companies.merge(other.companies);
  }

  /** Whichever are fewer. Exact up to what is enough; above, an estimate of no less. */
  long count() {
    return Math.min(people.count(), companies.count());
  }

  boolean isEmpty() {
    return people.isEmpty();
  }

  void write(ByteArrayDataOutput out) {
    people.write(out);
    companies.write(out);
  }

  void read(ByteBuffer in) {
    people.read(in);
    companies.read(in);
  }
}
