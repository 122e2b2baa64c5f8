package dev.throng.transforms.aggregate;

import dev.throng.transforms.step.Purpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Reports as someone might write them about the world of {@link RandomEvents}. */
final class RandomReports {
  private static final List<String> OF_EVENTS =
      List.of(
          "events",
          "conversions",
          "unique_people",
          "unique_devices",
          "unique_users",
          "unique_companies",
          "open_rate",
          "sum(price)",
          "sum(quantity)",
          "sum(search_results)");
  private static final List<String> OF_SESSIONS =
      List.of(
          "sessions",
          "pages_per_session",
          "average_session_seconds",
          "bounce_rate",
          "conversion_rate");
  private static final List<String> DIMENSIONS =
      List.of("country", "city", "currency", "event_type", "property.plan");
  private static final Map<String, List<String>> FILTERS =
      Map.of(
          "country", List.of("DE", "(unknown)", "\\(other)"),
          "event_type", List.of("page_view", "product_view", "order", "conversion"),
          "robot", List.of("false"));
  private static final List<Duration> WINDOWS =
      List.of(Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(7));

  private final Random random;

  RandomReports(Random random) {
    this.random = random;
  }

  List<Report> list(int size) {
    return IntStream.range(0, size).mapToObj(i -> report("report_" + i)).toList();
  }

  private Report report(String name) {
    List<String> measures = new ArrayList<>();
    int kinds = random.nextInt(4);
    if (kinds != 0) {
      measures.addAll(some(OF_SESSIONS, 1 + random.nextInt(OF_SESSIONS.size())));
    }
    if (kinds != 1) {
      measures.addAll(some(OF_EVENTS, 1 + random.nextInt(4)));
    }
    Collections.shuffle(measures, random);
    List<String> dimensions = some(DIMENSIONS, random.nextInt(4));
    List<List<String>> rollups = new ArrayList<>();
    for (int subset = 0; subset < (1 << dimensions.size()) - 1; subset++) {
      if (random.nextBoolean()) {
        int kept = subset;
        rollups.add(
            IntStream.range(0, dimensions.size())
                .filter(i -> (kept >> i & 1) == 1)
                .mapToObj(dimensions::get)
                .toList());
      }
    }
    Map<String, List<String>> where = new LinkedHashMap<>();
    for (String field : some(FILTERS.keySet().stream().sorted().toList(), random.nextInt(3))) {
      where.put(field, FILTERS.get(field));
    }
    return new Report(
        name,
        some(List.of(Purpose.values()), 1).get(0),
        Audience.INTERNAL,
        "all",
        WINDOWS.get(random.nextInt(WINDOWS.size())),
        where,
        dimensions,
        measures,
        rollups,
        new Release.AtLeast(2 + random.nextInt(random.nextBoolean() ? 4 : 40), null));
  }

  private <T> List<T> some(List<T> all, int size) {
    List<T> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, random);
    return List.copyOf(shuffled.subList(0, size));
  }
}
