package dev.throng.pipeline.consent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One random history: a person with one to four ids, what is said of them, and what they do. */
final class Person {
  private static final List<String> TYPES = List.of("device", "cookie", "user");
  private static final List<String> EVENT_TYPES =
      List.of("page_view", "product_view", "order", "search", "dispute", "dispute", "unsubscribe");
  private static final List<String> COUNTRIES = List.of("DE", "DE", "US", "CH", "FR");
  private static final List<Integer> REFUSING = List.of(5, 30, 70);

  private final Random random;
  private final Grid grid;
  private final FactMaker maker;
  private final List<Id> ids = new ArrayList<>();
  private final @Nullable Id company;

  Person(Random random, int number, Id company) {
    this.random = random;
    this.grid = new Grid(random);
    this.maker = new FactMaker(random);
    this.company = random.nextInt(10) < 6 ? company : null;
    boolean same = random.nextBoolean();
    int most = this.company == null ? 4 : 3;
    for (int i = random.nextInt(most); i >= 0; i--) {
      String type = pick(TYPES);
      add(type, (same ? "p" : type) + number);
    }
  }

  /** The same text of a device and of a user is two ids; so are p1, P1 and "p1 " of a device. */
  private void add(String type, String text) {
    for (String twin : List.of(text, text.toUpperCase(Locale.ROOT), text + " ")) {
      Id id = new Id(type, twin);
      if (!ids.contains(id)) {
        ids.add(id);
        return;
      }
    }
  }

  /** Up to twelve facts. */
  List<Said> facts() {
    int refusing = pick(REFUSING);
    List<Said> facts = new ArrayList<>();
    for (int i = Math.min(random.nextInt(13), random.nextInt(13)); i > 0; i--) {
      Id id = company != null && random.nextInt(7) == 0 ? company : pick(ids);
      facts.add(maker.fact(id, refusing));
    }
    return facts;
  }

  /** One to six events. */
  List<Happening> events(CodeNames codes) {
    List<Happening> events = new ArrayList<>();
    for (int i = Math.min(random.nextInt(6), random.nextInt(6)); i >= 0; i--) {
      events.add(event(codes.next()));
    }
    return events;
  }

  private Happening event(String code) {
    return new Happening(
        code,
        grid.event(),
        random.nextInt(3) == 0 ? pick(EVENT_TYPES) : "page_view",
        eventIds(),
        random.nextInt(5) < 3 ? Map.of() : categories(),
        signals(),
        random.nextInt(12) == 0,
        random.nextInt(40) == 0,
        random.nextInt(3) == 0,
        random.nextInt(3) == 0,
        maker.version(),
        random.nextInt(7) == 0 ? null : pick(COUNTRIES));
  }

  /** At most one of each type. */
  private List<Id> eventIds() {
    List<Id> some = new ArrayList<>();
    Set<String> types = new HashSet<>();
    for (Id id : ids) {
      if (random.nextInt(4) > 0 && types.add(id.type())) {
        some.add(id);
      }
    }
    if (company != null && random.nextInt(10) < 7) {
      some.add(company);
    }
    return some;
  }

  private Map<String, Boolean> categories() {
    Map<String, Boolean> categories = new HashMap<>();
    for (String purpose : Source.PURPOSES) {
      if (random.nextInt(4) > 0) {
        categories.put(purpose, random.nextInt(3) > 0);
      }
    }
    return categories;
  }

  /** At most one of each field. */
  private List<Signal> signals() {
    List<Signal> signals = new ArrayList<>();
    Set<String> fields = new HashSet<>();
    while (random.nextInt(6) == 0) {
      Signal signal = pick(Signals.KNOWN);
      if (fields.add(signal.field())) {
        signals.add(signal);
      }
    }
    return signals;
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
