package dev.throng.transforms.aggregate;

import dev.throng.schemas.ConsentedEvent;
import dev.throng.schemas.PseudonymousEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Events of a small made-up world, with every oddity that counting has to bear. */
final class RandomEvents {
  private static final long START = 1_780_000_000_000L;
  private static final String[] TYPES = {
    "page_view",
    "page_view",
    "product_view",
    "search",
    "order",
    "conversion",
    "ad_view",
    "ad_click",
    "email_sent",
    "email_sent",
    "email_open",
    "dispute",
    "other"
  };
  private static final String[] COUNTRIES = {"DE", "FR", "CN", "(other)", "\\FR", "", null};
  private static final String[] CITIES = {"Berlin", "Lyon", "Köln", "(unknown)", "東京", null};
  private static final String[] CURRENCIES = {"EUR", "USD", null};

  private final Random random;
  private final int people;
  private final long span;

  /** Events of so many people within so many milliseconds. */
  RandomEvents(Random random, int people, long span) {
    this.random = random;
    this.people = people;
    this.span = span;
  }

  List<ConsentedEvent> list(int size) {
    List<ConsentedEvent> events = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      events.add(new ConsentedEvent(event(), random.nextInt(4) == 0 ? random.nextInt(32) : 31));
    }
    return events;
  }

  private PseudonymousEvent event() {
    PseudonymousEvent event = new PseudonymousEvent();
    event.setEventTime(time());
    event.setEventType(TYPES[random.nextInt(TYPES.length)]);
    event.setRobot(random.nextInt(20) == 0);
    event.setCountry(COUNTRIES[random.nextInt(COUNTRIES.length)]);
    event.setCity(CITIES[random.nextInt(CITIES.length)]);
    event.setCurrency(CURRENCIES[random.nextInt(CURRENCIES.length)]);
    if (random.nextBoolean()) {
      event.setProperties(Map.of("plan", random.nextBoolean() ? "gold" : "(all)"));
    }
    if (random.nextBoolean()) {
      event.setPrice(random.nextInt(5) == 0 ? Long.MAX_VALUE - 7 : random.nextInt(1_000_000));
      event.setQuantity((long) random.nextInt(20) - 5);
      event.setSearchResults((long) random.nextInt(1000));
    }
    who(event);
    return event;
  }

  /** Mostly whole minutes, so that gaps of exactly 30 minutes, and equal times, are frequent. */
  private long time() {
    long time = START + (long) (random.nextDouble() * span);
    return random.nextInt(4) == 0 ? time : time - time % 600_000;
  }

  private void who(PseudonymousEvent event) {
    int person = random.nextInt(people);
    long day = Math.floorDiv(event.getEventTime(), 86_400_000L);
    if (random.nextInt(20) == 0) {
      return;
    }
    int kind = person % 5;
    if (kind == 0) {
      event.setDayBound(true);
      event.setCookieHash(hash("session-cookie", person + "@" + day));
      event.setPersonHash(event.getCookieHash());
    } else if (kind == 1) {
      event.setCookieHash(hash("cookie", person));
      event.setPersonHash(event.getCookieHash());
    } else {
      event.setDeviceHash(hash("device", person));
      event.setPersonHash(event.getDeviceHash());
    }
    if (kind >= 3 && random.nextInt(3) != 0) {
      event.setUserHash(hash("user", person / 2));
      event.setPersonHash(event.getUserHash());
      event.setCompanyHash(person % 2 == 0 ? hash("company", person % 7) : null);
    }
  }

  private static @Nullable Long hash(String kind, Object id) {
    return new Random((kind + id).hashCode() * 1_000_003L).nextLong();
  }
}
