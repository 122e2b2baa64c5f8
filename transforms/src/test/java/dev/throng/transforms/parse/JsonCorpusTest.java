package dev.throng.transforms.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonCorpusTest {

  private static final Set<String> FINE = Set.of("{", " ");

  static List<Corpus> cases() {
    return Corpus.of(
        "throng-json.txt",
        "\"event_type\":\"order\",\"event_time\":1780280581625",
        "event_time=1780280581625, event_type=order");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void becomes(Corpus bad) {
    ParseSettings settings = ParseSettings.standard().withProperties(Set.of("plan", "k1"));
    assertEquals(bad.outcome(), Outcomes.of(new JsonDecoder(settings), bad.record()));
  }

  /** Whether a record is rejected does not depend on what is wanted of it. */
  @ParameterizedTest
  @MethodSource("cases")
  void isRejectedWhateverIsWanted(Corpus bad) {
    ParseSettings least = ParseSettings.standard().withFields(Set.of());
    String outcome = Outcomes.of(new JsonDecoder(least), bad.record());
    if (FINE.contains(bad.outcome().substring(0, 1))) {
      assertTrue(outcome.startsWith("{"), outcome);
    } else {
      assertEquals(bad.outcome(), outcome);
    }
  }

  @Test
  void everyClassThatAppliesIsThere() {
    Set<String> numbers = cases().stream().map(Corpus::number).collect(Collectors.toSet());
    for (int number = 23; number <= 44; number++) {
      assertTrue(numbers.contains("" + number), "no case of class " + number);
    }
  }
}
