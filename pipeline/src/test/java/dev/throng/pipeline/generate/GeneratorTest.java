package dev.throng.pipeline.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.throng.schemas.IdentifiedEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class GeneratorTest {
  private static final long SEED = 20260601;
  private static final int EVENTS = 30_000;
  private static final int PEOPLE = 3_000;
  private static final Instant FROM = Instant.parse("2026-06-01T00:00:00Z");
  private static final Duration SPAN = Duration.ofDays(7);
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
  private static final byte[] SAMPLE = sample(SEED);
  private static final List<JsonNode> PARSED = parsed(SAMPLE);

  @Test
  void theSameArgumentsGiveTheSameBytes() {
    assertArrayEquals(SAMPLE, sample(SEED));
  }

  @Test
  void anotherSeedGivesOtherEvents() {
    Set<String> ids = new HashSet<>(texts(PARSED, "/event_id"));
    ids.retainAll(new HashSet<>(texts(parsed(sample(SEED + 1)), "/event_id")));
    assertEquals(Set.of(), ids);
  }

  @Test
  void rangesPutTogetherAreTheWhole() throws IOException {
    for (int[] cuts : new int[][] {{0, 1, 255, 256, 257, 10_000, EVENTS}, {0, 777, 778, EVENTS}}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      for (int i = 0; i + 1 < cuts.length; i++) {
        generator(SEED).write(cuts[i], cuts[i + 1], EVENTS, out);
      }
      assertArrayEquals(SAMPLE, out.toByteArray());
    }
  }

  @Test
  void everyKeyIsOneOfTheFormat() {
    Set<String> known =
        IdentifiedEvent.getClassSchema().getFields().stream()
            .map(field -> field.getProp("path"))
            .collect(Collectors.toSet());
    Set<String> open =
        IdentifiedEvent.getClassSchema().getFields().stream()
            .filter(field -> field.schema().getTypes().get(1).getType() == Schema.Type.MAP)
            .map(field -> field.getProp("path"))
            .collect(Collectors.toSet());
    Set<String> written = new TreeSet<>();
    PARSED.forEach(event -> paths(event, "", open, written));
    Set<String> unknown = new TreeSet<>(written);
    unknown.removeAll(known);
    assertEquals(Set.of(), unknown);
    known.removeAll(written);
    assertEquals(Set.of(), known, "keys that never occur");
  }

  @Test
  void timesRiseWithinTheSpan() {
    long last = FROM.toEpochMilli();
    long latest = last;
    int back = 0;
    for (JsonNode event : PARSED) {
      long time = time(event);
      assertTrue(time >= FROM.toEpochMilli() && time < FROM.plus(SPAN).toEpochMilli());
      assertTrue(time > latest - Duration.ofHours(12).toMillis(), "far too late");
      back += time < last ? 1 : 0;
      last = time;
      latest = Math.max(latest, time);
    }
    assertTrue(back < EVENTS / 100, back + " steps back");
    assertTrue(latest > FROM.plus(SPAN).minus(Duration.ofHours(6)).toEpochMilli());
  }

  @Test
  void linesAreAsLongAsPromised() {
    double mean = (double) SAMPLE.length / EVENTS;
    assertTrue(mean >= 600 && mean <= 800, "mean size " + mean);
  }

  @Test
  void everyTypeOfEventAndNoIdTwice() {
    Set<String> types = new TreeSet<>(texts(PARSED, "/event_type"));
    Set<String> known =
        new TreeSet<>(
            Arrays.asList(
                ("page_view product_view search add_to_cart inquiry order payment delivery dispute"
                        + " complaint message review live_view trade_show sign_in sign_up"
                        + " email_sent email_open email_click unsubscribe ad_view ad_click"
                        + " conversion error wishlist_share")
                    .split(" ")));
    assertEquals(known, types);
    List<String> ids = texts(PARSED, "/event_id");
    assertEquals(EVENTS, ids.size());
    assertEquals(EVENTS, new HashSet<>(ids).size());
  }

  @Test
  void consentIsMixedAndMostlyGranted() {
    assertBetween(0.5, 0.8, share("/consent/statistical", "true"));
    assertBetween(0.04, 0.15, share("/consent/statistical", "false"));
    assertBetween(0.05, 0.2, 1 - (double) texts(PARSED, "/consent").size() / EVENTS);
    assertBetween(0.02, 0.09, share("/consent/gpc", "true"));
    for (String signal : List.of("tcf", "gpp", "google")) {
      assertBetween(0.01, 0.09, (double) texts(PARSED, "/consent/" + signal).size() / EVENTS);
    }
    assertEquals(
        Set.of("2018-05-25", "2020-09-14", "2024-03-01"),
        new HashSet<>(texts(PARSED, "/consent/policy_version")));
  }

  @Test
  void peopleAreAsManyAsMayBeAndSomeAreRobotsOrMinors() {
    int users = new HashSet<>(texts(PARSED, "/user/id")).size();
    assertBetween(0.2 * PEOPLE, 0.6 * PEOPLE, users);
    assertBetween(0.001, 0.02, share("/user/minor", "true"));
    Set<String> robots =
        Agents.all().stream().filter(Agent::robot).map(Agent::header).collect(Collectors.toSet());
    long by =
        texts(PARSED, "/user_agent").stream().filter(a -> robots.contains('"' + a + '"')).count();
    assertBetween(0.01, 0.03, (double) by / EVENTS);
    assertEquals(Set.of("session", "persistent"), new HashSet<>(texts(PARSED, "/cookie/lifetime")));
    assertTrue(texts(PARSED, "/network/ip").stream().anyMatch(ip -> ip.contains(":")));
  }

  @Test
  void userAgentsAreAboutTwoThousandAndDistinct() {
    List<String> headers = Agents.all().stream().map(Agent::header).toList();
    assertEquals(headers.size(), new HashSet<>(headers).size());
    assertBetween(1_900, 2_100, headers.size());
    assertTrue(headers.stream().allMatch(header -> header.matches("\"[ -~&&[^\"\\\\]]+\"")));
  }

  @Test
  void healthDataComesWithAndWithoutExplicitConsent() {
    List<JsonNode> disputes =
        PARSED.stream().filter(e -> e.at("/dispute/health_data").asBoolean()).toList();
    assertFalse(disputes.isEmpty());
    assertTrue(disputes.stream().anyMatch(e -> e.at("/dispute/explicit_consent").asBoolean()));
    assertTrue(disputes.stream().anyMatch(e -> e.at("/dispute/explicit_consent").isMissingNode()));
  }

  @Test
  void whatMustNotPassIsThere() {
    assertTrue(texts(PARSED, "/page/url").stream().anyMatch(url -> url.contains("@mail.example")));
    assertTrue(texts(PARSED, "/page/url").stream().anyMatch(url -> url.contains("?token=")));
    assertTrue(texts(PARSED, "/search/query").stream().anyMatch(q -> q.contains("@mail.example")));
  }

  @Test
  void popularProductsAreManyTimesAsFrequentAsMost() {
    List<String> products =
        texts(
            PARSED.stream()
                .filter(e -> e.at("/event_type").asText().equals("product_view"))
                .toList(),
            "/commerce/product_id");
    long best = products.stream().filter("P000000"::equals).count();
    assertTrue(best > 20L * (products.size() / new HashSet<>(products).size()), best + " times");
  }

  @Test
  void nonsenseIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Generator(1, 0, FROM, SPAN));
    assertThrows(IllegalArgumentException.class, () -> new Generator(1, 1, FROM, Duration.ZERO));
    assertThrows(
        IllegalArgumentException.class,
        () -> generator(1).write(5, 4, 10, new ByteArrayOutputStream()));
    assertThrows(
        IllegalArgumentException.class,
        () -> generator(1).write(0, 11, 10, new ByteArrayOutputStream()));
  }

  @Test
  void hurriedVisitsKeepTheOrderOfAStream() throws IOException {
    Duration span = Duration.ofMinutes(2);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Generator(SEED, PEOPLE, FROM, span, 1_000, Ids.SOME).write(EVENTS, out);
    long latest = FROM.toEpochMilli();
    int late = 0;
    for (JsonNode event : parsed(out.toByteArray())) {
      late += time(event) < latest - 20_000 ? 1 : 0;
      latest = Math.max(latest, time(event));
    }
    assertBetween(0, EVENTS / 1000.0, late);
    assertThrows(
        IllegalArgumentException.class, () -> new Generator(1, 1, FROM, SPAN, 0, Ids.SOME));
  }

  @Test
  void peopleHaveOneIdOrThreeWhereThatIsAskedFor() throws IOException {
    for (Ids ids : List.of(Ids.ONE, Ids.THREE)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      new Generator(SEED, PEOPLE, FROM, SPAN, 1, ids).write(EVENTS, out);
      ByteArrayOutputStream ledger = new ByteArrayOutputStream();
      new LedgerGenerator(SEED, PEOPLE, FROM, SPAN, ids).write(PEOPLE, ledger);
      Set<String> subjects = new HashSet<>(texts(parsed(ledger.toByteArray()), "/subject/id"));
      int known = 0;
      int people = 0;
      for (JsonNode event : parsed(out.toByteArray())) {
        if (event.at("/network/ip").asText().startsWith("66.249.66.")) {
          continue;
        }
        people++;
        assertTrue(event.at("/device/id").isTextual());
        assertEquals(ids == Ids.THREE, event.at("/user/id").isTextual());
        assertEquals(ids == Ids.THREE ? "persistent" : "", event.at("/cookie/lifetime").asText());
        known += subjects.contains(event.at("/device/id").asText()) ? 1 : 0;
        known += subjects.contains(event.at("/user/id").asText()) ? 1 : 0;
      }
      // Of second devices the ledger knows nothing.
      assertBetween(ids == Ids.ONE ? 0.85 : 1, 1, (double) known / people);
    }
  }

  private static Generator generator(long seed) {
    return new Generator(seed, PEOPLE, FROM, SPAN);
  }

  private static byte[] sample(long seed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      generator(seed).write(EVENTS, out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static List<JsonNode> parsed(byte[] lines) {
    List<JsonNode> events = new ArrayList<>();
    for (String line : new String(lines, StandardCharsets.UTF_8).lines().toList()) {
      try {
        events.add(JSON.readTree(line));
      } catch (IOException e) {
        throw new AssertionError(line, e);
      }
    }
    return events;
  }

  /** The values at a JSON pointer, of the events that have one; objects as empty texts. */
  private static List<String> texts(List<JsonNode> events, String pointer) {
    return events.stream()
        .map(event -> event.at(pointer))
        .filter(value -> !value.isMissingNode())
        .map(JsonNode::asText)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static double share(String pointer, String value) {
    return (double) texts(PARSED, pointer).stream().filter(value::equals).count() / EVENTS;
  }

  private static void assertBetween(double low, double high, double value) {
    assertTrue(value >= low && value <= high, value + " is not within " + low + " and " + high);
  }

  private static long time(JsonNode event) {
    JsonNode time = event.get("event_time");
    return time.isNumber() ? time.longValue() : Instant.parse(time.textValue()).toEpochMilli();
  }

  private static void paths(JsonNode node, String path, Set<String> open, Set<String> into) {
    if (node.isObject() && !open.contains(path)) {
      node.properties()
          .forEach(
              field ->
                  paths(
                      field.getValue(),
                      path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                      open,
                      into));
    } else {
      into.add(path);
    }
  }
}
