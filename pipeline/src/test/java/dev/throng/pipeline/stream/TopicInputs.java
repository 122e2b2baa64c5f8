package dev.throng.pipeline.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.throng.pipeline.generate.Generator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Events and facts about their people, for topics and for files. */
final class TopicInputs {
  /** Midnight is in the middle, and so another day's keys. */
  static final Instant FROM = Instant.parse("2026-06-01T18:00:00Z");

  static final Duration SPAN = Duration.ofHours(12);

  /** By how much events of one topic are out of order, at most. */
  static final Duration DISORDER = Duration.ofHours(1);

  /** Later than all events: they bring the watermark of their partition behind them. */
  static final byte[] LAST_EVENT =
      "{\"event_type\":\"page_view\",\"event_time\":\"2026-06-08T00:00:00Z\"}"
          .getBytes(StandardCharsets.UTF_8);

  static final byte[] LAST_FACT =
      ("{\"subject\":{\"type\":\"device\",\"id\":\"nobody's\"},\"purpose\":\"*\",\"state\":\"denied\","
              + "\"effective_at\":\"2026-06-08T00:00:00Z\",\"recorded_at\":\"2026-06-08T00:00:00Z\"}")
          .getBytes(StandardCharsets.UTF_8);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> STATES =
      List.of(
          "granted",
          "granted",
          "denied",
          "withdrawn",
          "objected",
          "restricted",
          "unrestricted",
          "erased",
          "minor",
          "guardian_consent");

  /** No events, each for a reason of its own. */
  private static final List<String> BAD =
      List.of(
          "",
          "{\"event_id\":\"e",
          "[1,2,3]",
          "{\"event_type\":\"page_view\"}",
          "{\"event_type\":\"page_view\",\"event_time\":\"yesterday\"}",
          "{\"event_type\":\"page_view\",\"event_time\":\"2099-01-01T00:00:00Z\"}",
          "{\"event_type\":\"page_view\",\"event_time\":\"1970-01-01T00:00:00Z\"}",
          "{\"event_type\":\"" + "x".repeat(30_000) + "\"}");

  private static final List<String> PURPOSES =
      List.of("*", "statistical", "marketing", "personalisation");

  /** An event and when it happened. */
  private record Timed(Instant time, String line) {
    byte[] bytes() {
      return line.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** One event and when it is sent, for the first time or again. */
  private record Sent(Instant at, Timed event) {}

  /** Each event once. */
  final List<byte[]> events;

  /** The same, and some of them again. */
  final List<byte[]> sent;

  final List<byte[]> facts;

  /** So many events of a seed, somewhat out of order, and a fact on every third of their ids. */
  TopicInputs(long seed, int count, int people) throws IOException {
    this(seed, count, people, false);
  }

  /**
   * The same.
   *
   * @param thrice whether each is sent three times
   */
  TopicInputs(long seed, int count, int people, boolean thrice) throws IOException {
    Random random = new Random(seed);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Generator(seed, people, FROM, SPAN).write(count, out);
    List<Timed> timed = new ArrayList<>();
    List<Timed> said = new ArrayList<>();
    for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
      JsonNode event = JSON.readTree(line);
      JsonNode at = event.get("event_time");
      Instant time = at.isNumber() ? Instant.ofEpochMilli(at.asLong()) : Instant.parse(at.asText());
      timed.add(new Timed(time, line));
      for (String type : List.of("device", "cookie", "user")) {
        String id = event.path(type).path("id").asText("");
        if (!id.isEmpty() && random.nextInt(3) == 0) {
          said.add(fact(random, type, id, time));
        }
      }
    }
    // Each is put off by less than the disorder, some are sent twice, and all are in that order.
    List<Sent> put = new ArrayList<>();
    for (Timed each : timed) {
      put.add(new Sent(late(random, each), each));
      boolean known = each.line().contains("\"event_id\"");
      for (int more = thrice ? 2 : random.nextInt(4) == 0 ? 1 : 0; known && more > 0; more--) {
        put.add(new Sent(late(random, each), each));
      }
    }
    put.sort(Comparator.comparing(Sent::at));
    events = new ArrayList<>();
    sent = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (Sent each : put) {
      byte[] line = each.event().bytes();
      sent.add(line);
      if (known.add(each.event().line())) {
        events.add(line);
        if (events.size() % 50 == 0) {
          byte[] bad = BAD.get(events.size() / 50 % BAD.size()).getBytes(StandardCharsets.UTF_8);
          events.add(bad);
          sent.add(bad);
        }
      }
    }
    facts = said.stream().map(Timed::bytes).toList();
  }

  /**
   * All that is sent, in parts of whole rounds through the partitions, so that each keeps its
   * order.
   */
  List<List<byte[]>> parts(int count, int partitions) {
    List<List<byte[]>> parts = new ArrayList<>();
    int size = sent.size() / count / partitions * partitions;
    for (int i = 0; i < count; i++) {
      parts.add(sent.subList(i * size, i == count - 1 ? sent.size() : (i + 1) * size));
    }
    return parts;
  }

  private static Instant late(Random random, Timed event) {
    return event.time().plusMillis(random.nextLong(DISORDER.toMillis() / 2));
  }

  private static Timed fact(Random random, String type, String id, Instant event)
      throws IOException {
    Instant effective = event.plusSeconds(random.nextInt(-3_600, 3_600));
    Instant recorded = effective.plusSeconds(random.nextInt(0, 120));
    var fact = JSON.createObjectNode();
    fact.putObject("subject").put("type", type).put("id", id);
    fact.put("purpose", PURPOSES.get(random.nextInt(PURPOSES.size())));
    fact.put("state", STATES.get(random.nextInt(STATES.size())));
    fact.put("effective_at", effective.toString());
    if (random.nextInt(10) > 0) {
      fact.put("recorded_at", recorded.toString());
    }
    fact.put("policy_version", "2026-01-01");
    return new Timed(recorded, JSON.writeValueAsString(fact));
  }

  /** So many of the last events that a copy of is known by its id. */
  List<byte[]> again(int count) {
    List<byte[]> again = new ArrayList<>();
    for (int i = events.size() - 1; again.size() < count; i--) {
      JsonNode event = event(events.get(i));
      if (event.path("event_id").isTextual() && event.has("event_time") && event.has("device")) {
        again.add(events.get(i));
      }
    }
    return again;
  }

  /** The ids of so many devices. */
  List<String> devices(int count) {
    return devicesOf(events).stream().limit(count).toList();
  }

  /** The ids of the devices of some events, each once. */
  static List<String> devicesOf(List<byte[]> events) {
    return events.stream()
        .filter(line -> line.length > 0 && line[0] == '{')
        .map(line -> event(line).path("device").path("id").asText(""))
        .filter(id -> !id.isEmpty())
        .distinct()
        .toList();
  }

  /** Ids of the first people that stand as they are in some file below a place. */
  List<String> idsIn(Path place) throws IOException {
    Set<String> ids = ids();
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        ids.stream().filter(content::contains).forEach(id -> found.add(file + ": " + id));
      }
    }
    return found;
  }

  /** Ids and addresses of the first people, ids of what they did, and what they wrote. */
  Set<String> ids() {
    Set<String> ids = new TreeSet<>();
    for (byte[] line : events.subList(0, 40)) {
      if (line.length > 0 && line.length < 10_000 && line[0] == '{') {
        JsonNode event = event(line);
        for (String type : List.of("device", "cookie", "user")) {
          ids.add(event.path(type).path("id").asText(""));
        }
        ids.add(event.path("network").path("ip").asText(""));
        ids.add(event.path("event_id").asText(""));
        ids.add(event.path("dispute").path("text").asText(""));
      }
    }
    ids.removeIf(id -> id.length() < 7);
    if (ids.size() < 20) {
      throw new AssertionError("there is nothing to look for");
    }
    return ids;
  }

  private static JsonNode event(byte[] line) {
    try {
      return JSON.readTree(line);
    } catch (IOException none) {
      return JSON.createObjectNode();
    }
  }
}
