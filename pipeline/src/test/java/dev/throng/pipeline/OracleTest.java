package dev.throng.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of a whole run, counted again from the raw events by code that shares nothing with it. */
class OracleTest {
  private static final long SEED = 3;
  private static final int LEAST = 2;
  private static final long HALF_HOUR = 30 * 60_000;
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @TempDir static Path folder;
  private static final List<RawEvent> EVENTS = new ArrayList<>();
  private static final Set<String> UNSUBSCRIBED = new TreeSet<>();
  private static SortedMap<String, String> tables;

  @BeforeAll
  static void run() throws IOException {
    List<byte[]> lines = new ArrayList<>();
    for (byte[] line : Inputs.lines(SEED, 12_000, 500, Integer.MAX_VALUE)) {
      ObjectNode event = (ObjectNode) JSON.readTree(line);
      // So that nobody is a robot: telling them apart is another test's.
      event.remove(List.of("user_agent", "client_hints"));
      RawEvent raw = new RawEvent(event);
      EVENTS.add(raw);
      if (raw.type().equals("unsubscribe")) {
        UNSUBSCRIBED.addAll(raw.objectors());
      }
      lines.add(JSON.writeValueAsBytes(event));
    }
    JobSite site = new JobSite(folder, Inputs.resource("oracle-reports.yaml"), Inputs.LIMITS);
    site.put("in.ndjson", Inputs.file(lines));
    Written written = site.run("in.ndjson", "out", 1 << 20, "--parallelism=2");
    tables = written.aggregates();
    assertEquals(0, written.manifest().path("rejected").size(), written.comparableManifest());
    assertEquals(0, written.manifest().path("warnings").size(), written.comparableManifest());
  }

  /** What is counted of one group. */
  private record Count(List<RawEvent> events) {
    Count() {
      this(new ArrayList<>());
    }

    long people() {
      return distinct(RawEvent::person);
    }

    long crowd() {
      return Math.min(people(), distinct(RawEvent::company));
    }

    private long distinct(Function<RawEvent, String> of) {
      return events.stream().filter(event -> !event.person().isEmpty()).map(of).distinct().count();
    }

    boolean isLarge() {
      return crowd() >= LEAST;
    }

    /** Whether one person or company makes up more than half of the prices. */
    boolean isMostlyOnes() {
      List<RawEvent> theirs = events.stream().filter(event -> !event.person().isEmpty()).toList();
      BigDecimal half = sum(theirs).divide(BigDecimal.valueOf(2));
      for (Function<RawEvent, String> of :
          List.<Function<RawEvent, String>>of(RawEvent::person, RawEvent::company)) {
        Map<String, List<RawEvent>> parts = theirs.stream().collect(Collectors.groupingBy(of));
        if (parts.values().stream().anyMatch(part -> sum(part).compareTo(half) > 0)) {
          return true;
        }
      }
      return false;
    }

    private static BigDecimal sum(List<RawEvent> events) {
      return events.stream().map(RawEvent::price).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    String price() {
      return sum(events).setScale(4).toPlainString();
    }
  }

  @Test
  void eventsAndPeopleByType() {
    assertTables(
        "types", "statistical", event -> true, RawEvent::type, true, Count::isLarge, count -> "");
    assertTables(
        "adverts", "marketing", event -> true, RawEvent::type, true, Count::isLarge, count -> "");
  }

  @Test
  void sumsByCurrency() {
    assertTables(
        "prices",
        "statistical",
        event -> Set.of("order", "add_to_cart", "product_view").contains(event.type()),
        event -> {
          String currency = event.text("commerce", "currency");
          return currency.isEmpty() ? "(unknown)" : currency;
        },
        false,
        count -> count.isLarge() && !count.isMostlyOnes(),
        count -> "," + count.price());
  }

  @Test
  void sessions() {
    Map<String, List<RawEvent>> owners = new HashMap<>();
    for (RawEvent event : EVENTS) {
      String owner = event.owner("device", "cookie", "user");
      if (!owner.isEmpty() && event.purposes(UNSUBSCRIBED).contains("statistical")) {
        owners.computeIfAbsent(owner, first -> new ArrayList<>()).add(event);
      }
    }
    Map<String, Integer> starts = new TreeMap<>();
    for (List<RawEvent> own : owners.values()) {
      own.sort(Comparator.comparingLong(RawEvent::time));
      long last = Long.MIN_VALUE / 2;
      for (RawEvent event : own) {
        if (event.time() - last >= HALF_HOUR) {
          starts.merge(event.day(), 1, Integer::sum);
        }
        last = event.time();
      }
    }
    assertTrue(starts.size() >= 2);
    starts.forEach(
        (day, sessions) ->
            assertEquals(
                List.of(String.valueOf(sessions)), rows(tables.get(path("sessions", day)))));
  }

  private static void assertTables(
      String report,
      String purpose,
      Predicate<RawEvent> where,
      Function<RawEvent, String> group,
      boolean total,
      Predicate<Count> stands,
      Function<Count, String> more) {
    Map<String, Map<String, Count>> days = new TreeMap<>();
    for (RawEvent event : EVENTS) {
      if (event.purposes(UNSUBSCRIBED).contains(purpose) && where.test(event)) {
        days.computeIfAbsent(event.day(), day -> new TreeMap<>())
            .computeIfAbsent(group.apply(event), name -> new Count())
            .events()
            .add(event);
      }
    }
    assertTrue(days.size() >= 2, "days");
    days.forEach(
        (day, groups) -> {
          Set<String> actual = new TreeSet<>(rows(tables.get(path(report, day))));
          Set<String> rows = new TreeSet<>();
          Map<String, Count> released = released(groups, actual, stands);
          if (total) {
            released.put("(all)", union(groups.values()));
          }
          released.forEach(
              (name, count) ->
                  rows.add(
                      name
                          + ","
                          + count.events().size()
                          + ","
                          + count.people()
                          + more.apply(count)));
          assertEquals(rows, actual, report + day);
        });
  }

  /**
   * Small groups in one. Where that is too small itself, larger groups join it: which of them, the
   * oracle takes from the table, and they are no more than needed.
   */
  private static Map<String, Count> released(
      Map<String, Count> groups, Set<String> rows, Predicate<Count> stands) {
    Map<String, Count> released = new TreeMap<>();
    List<Count> small = new ArrayList<>();
    List<Count> hidden = new ArrayList<>();
    groups.forEach(
        (name, count) -> {
          if (!stands.test(count)) {
            small.add(count);
          } else if (rows.stream().noneMatch(row -> row.startsWith(name + ","))) {
            hidden.add(count);
          } else {
            released.put(name, count);
          }
        });
    List<Count> other = new ArrayList<>(small);
    other.addAll(hidden);
    assertTrue(
        hidden.isEmpty()
            || hidden.stream()
                .anyMatch(
                    last -> {
                      List<Count> without = new ArrayList<>(other);
                      without.remove(last);
                      return !small.isEmpty() && !stands.test(union(without));
                    }),
        "large groups that are not shown");
    if (!other.isEmpty() && stands.test(union(other))) {
      released.put("(other)", union(other));
    } else {
      assertTrue(other.isEmpty() || released.isEmpty(), "a window of one that is too small");
    }
    return released;
  }

  private static Count union(Collection<Count> counts) {
    Count union = new Count();
    counts.forEach(count -> union.events().addAll(count.events()));
    return union;
  }

  private static String path(String report, String day) {
    return "aggregates/" + report + "/" + day + ".csv";
  }

  /** The rows of a table without its header and its windows. */
  private static List<String> rows(String table) {
    return table.lines().skip(1).map(row -> row.split(",", 3)[2]).toList();
  }
}
