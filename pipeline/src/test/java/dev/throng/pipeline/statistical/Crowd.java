package dev.throng.pipeline.statistical;

import dev.throng.schemas.ConsentedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.step.Purpose;
import java.util.ArrayList;
import java.util.List;

/** What people did on the first of January 1970: a small crowd, and one who exaggerates. */
final class Crowd {
  static final long VICTIM = 99;
  private static final long DEVICE = 7_000;
  private static final long COMPANY = 5_000;
  private static final long MINUTE = 60_000;
  private static final long DAY = 24 * 60 * MINUTE;

  private Crowd() {}

  /** Forty people, who each look at two pages, a minute and a half apart, and do little more. */
  static List<ConsentedEvent> plain() {
    List<ConsentedEvent> events = new ArrayList<>();
    for (long person = 0; person < 40; person++) {
      long start = person * 35 * MINUTE;
      String country = person % 2 == 0 ? "DE" : "FR";
      events.add(event("page_view", start, person, country));
      events.add(event("page_view", start + 90_000, person, country));
      events.add(event("email_sent", start + 91_000, person, country));
      if (person % 4 == 0) {
        events.add(event("email_open", start + 92_000, person, country));
        events.add(event("order", start + 93_000, person, country));
      }
    }
    return events;
  }

  /** One who comes 46 times, looks at one page each time, and orders and opens a mail. */
  static List<ConsentedEvent> comesAllTheTime() {
    List<ConsentedEvent> events = new ArrayList<>();
    for (long visit = 0; visit < 46; visit++) {
      long start = visit * 31 * MINUTE;
      events.add(event("page_view", start, VICTIM, "DE"));
      events.add(event("email_open", start + 1, VICTIM, "DE"));
      events.add(event("order", start + 2, VICTIM, "DE"));
    }
    return events;
  }

  /** One who comes once and stays all day, with a page every minute. */
  static List<ConsentedEvent> neverLeaves() {
    List<ConsentedEvent> events = new ArrayList<>();
    for (long time = 0; time < DAY; time += MINUTE) {
      events.add(event("page_view", time, VICTIM, "DE"));
    }
    return events;
  }

  /** One who comes 46 times, each time from another country; in most of them nobody else is. */
  static List<ConsentedEvent> isEverywhere() {
    List<ConsentedEvent> events = new ArrayList<>();
    for (int country = 0; country < 46; country++) {
      String name = country == 0 ? "DE" : country == 1 ? "FR" : "C" + country;
      long start = country * 31L * MINUTE;
      events.add(event("page_view", start, VICTIM, name));
      events.add(event("order", start + 30_000, VICTIM, name));
    }
    return events;
  }

  /** Twenty people of one company, each like the first. */
  static List<ConsentedEvent> aCompanyOf(List<ConsentedEvent> one) {
    List<ConsentedEvent> events = new ArrayList<>();
    for (long person = 0; person < 20; person++) {
      for (ConsentedEvent event : one) {
        PseudonymousEvent copy = PseudonymousEvent.newBuilder(event.getEvent()).build();
        copy.setPersonHash(VICTIM + person);
        copy.setDeviceHash(DEVICE + VICTIM + person);
        copy.setCompanyHash(COMPANY);
        events.add(new ConsentedEvent(copy, Purpose.ALL));
      }
    }
    return events;
  }

  /** The same, as if each event were of somebody else, on a device of their own. */
  static List<ConsentedEvent> takenForManyPeople(List<ConsentedEvent> events) {
    List<ConsentedEvent> changed = new ArrayList<>();
    for (ConsentedEvent event : events) {
      PseudonymousEvent copy = PseudonymousEvent.newBuilder(event.getEvent()).build();
      copy.setPersonHash(1_000_000L + changed.size());
      copy.setDeviceHash(1_000_000L + changed.size());
      changed.add(new ConsentedEvent(copy, Purpose.ALL));
    }
    return changed;
  }

  /** The same, as if all were on one device and whoever is on it were one: sessions join. */
  static List<ConsentedEvent> takenForOneDevice(List<ConsentedEvent> events) {
    List<ConsentedEvent> changed = new ArrayList<>();
    for (ConsentedEvent event : events) {
      PseudonymousEvent copy = PseudonymousEvent.newBuilder(event.getEvent()).build();
      copy.setPersonHash(1L);
      copy.setDeviceHash(DEVICE);
      changed.add(new ConsentedEvent(copy, Purpose.ALL));
    }
    return changed;
  }

  static List<ConsentedEvent> both(List<ConsentedEvent> some, List<ConsentedEvent> others) {
    List<ConsentedEvent> both = new ArrayList<>(some);
    both.addAll(others);
    return both;
  }

  private static ConsentedEvent event(String type, long time, long person, String country) {
    PseudonymousEvent event = new PseudonymousEvent();
    event.setEventType(type);
    event.setEventTime(time);
    event.setPersonHash(person);
    event.setDeviceHash(DEVICE + person);
    event.setCountry(country);
    boolean exaggerates = person >= VICTIM;
    event.setPrice(exaggerates ? 90_000_000L : 10_000L);
    event.setQuantity(exaggerates ? 9_000L : 1L);
    event.setSearchResults(exaggerates ? 9_000L : 1L);
    event.setCurrency("EUR");
    return new ConsentedEvent(event, Purpose.ALL);
  }
}
