package dev.throng.pipeline.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LedgerGeneratorTest {
  private static final long SEED = 20260601;
  private static final int FACTS = 6_000;
  private static final int PEOPLE = 3_000;
  private static final Instant FROM = Instant.parse("2026-06-01T00:00:00Z");
  private static final Duration SPAN = Duration.ofDays(7);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] SAMPLE = sample(SEED);
  private static final List<JsonNode> PARSED = parsed(SAMPLE);

  @Test
  void theSameArgumentsGiveTheSameBytes() {
    assertArrayEquals(SAMPLE, sample(SEED));
    Set<String> others = new HashSet<>(subjects(parsed(sample(SEED + 1))));
    others.retainAll(new HashSet<>(subjects(PARSED)));
    assertEquals(Set.of(), others);
  }

  @Test
  void everyPersonSpeaksTwice() {
    assertEquals(FACTS, PARSED.size());
    Map<String, Integer> times = new HashMap<>();
    subjects(PARSED).forEach(subject -> times.merge(subject, 1, Integer::sum));
    assertEquals(PEOPLE, times.size());
    assertEquals(Set.of(2), new HashSet<>(times.values()));
  }

  /** The events of the same world carry the ids by which the ledger knows their people. */
  @Test
  void theyAreThePeopleOfTheEvents() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Generator(SEED, PEOPLE, FROM, SPAN).write(60_000, out);
    Set<String> carried = new HashSet<>();
    for (JsonNode event : parsed(out.toByteArray())) {
      for (String type : List.of("user", "device", "cookie")) {
        JsonNode id = event.path(type).path("id");
        if (!id.isMissingNode()) {
          carried.add(type + " " + id.textValue());
        }
      }
    }
    Set<String> known = new HashSet<>(subjects(PARSED));
    assertTrue(
        known.containsAll(carried.stream().filter(id -> id.startsWith("user ")).toList()),
        "whoever has an account is known by it");
    for (String type : List.of("user ", "device ")) {
      List<String> all = known.stream().filter(id -> id.startsWith(type)).toList();
      long found = all.stream().filter(carried::contains).count();
      assertTrue(all.size() > PEOPLE / 20, all.size() + " of " + type);
      assertTrue(found > 0.9 * all.size(), found + " of " + all.size() + " of " + type);
    }
    List<String> cookies = known.stream().filter(id -> id.startsWith("cookie ")).toList();
    long found = cookies.stream().filter(carried::contains).count();
    assertTrue(found > 0.4 * cookies.size(), found + " of " + cookies.size() + " cookies");
  }

  @Test
  void statesAreMixedAndPurposesMany() {
    assertEquals(
        Set.of(
            "granted",
            "denied",
            "withdrawn",
            "objected",
            "restricted",
            "unrestricted",
            "erased",
            "minor",
            "guardian_consent"),
        texts("state"));
    assertEquals(
        Set.of(
            "*", "statistical", "personalisation", "marketing", "share_with_sellers", "research"),
        texts("purpose"));
    long granted = PARSED.stream().filter(f -> f.path("state").asText().equals("granted")).count();
    assertTrue(granted > 0.65 * FACTS && granted < 0.75 * FACTS, granted + " grants");
  }

  @Test
  void timesRiseUpToTheEndAndAreRecordedLater() {
    Instant last = FROM.minus(Duration.ofDays(365));
    for (JsonNode fact : PARSED) {
      Instant effective = Instant.parse(fact.path("effective_at").textValue());
      assertTrue(!effective.isBefore(last) && effective.isBefore(FROM.plus(SPAN)));
      assertTrue(!Instant.parse(fact.path("recorded_at").textValue()).isBefore(effective));
      last = effective;
    }
    assertTrue(last.isAfter(FROM), "some are about the time of the events");
  }

  @Test
  void nonsenseIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new LedgerGenerator(1, 0, FROM, SPAN));
    assertThrows(
        IllegalArgumentException.class, () -> new LedgerGenerator(1, 1, FROM, Duration.ZERO));
    assertThrows(
        IllegalArgumentException.class,
        () -> new LedgerGenerator(1, 1, FROM, SPAN).write(-1, new ByteArrayOutputStream()));
  }

  private static byte[] sample(long seed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new LedgerGenerator(seed, PEOPLE, FROM, SPAN).write(FACTS, out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static List<JsonNode> parsed(byte[] lines) {
    List<JsonNode> parsed = new ArrayList<>();
    for (String line : new String(lines, StandardCharsets.UTF_8).lines().toList()) {
      try {
        parsed.add(JSON.readTree(line));
      } catch (IOException e) {
        throw new AssertionError(line, e);
      }
    }
    return parsed;
  }

  private static List<String> subjects(List<JsonNode> facts) {
    return facts.stream()
        .map(
            fact -> fact.at("/subject/type").textValue() + " " + fact.at("/subject/id").textValue())
        .toList();
  }

  private static Set<String> texts(String name) {
    Set<String> texts = new TreeSet<>();
    PARSED.forEach(
        fact -> {
          if (fact.has(name)) {
            texts.add(fact.path(name).textValue());
          }
        });
    return texts;
  }
}
