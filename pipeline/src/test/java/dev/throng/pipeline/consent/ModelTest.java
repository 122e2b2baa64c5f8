package dev.throng.pipeline.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.throng.pipeline.consent.ConsentSite.How;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pipeline against the naive reading of {@code CONSENT.md}, over random histories: 100,800 of
 * them, by both joins.
 */
class ModelTest {
  private static final long SEED = 20_260_601;
  private static final int PEOPLE = 12_600;
  private static final String RECONSENT = "2026-01-01";
  private static final Map<String, Map<String, String>> OPEN =
      Map.of("*", Map.of("*", "granted"), "DE", Map.of("marketing", "denied"));
  private static final Map<String, Map<String, String>> CLOSED =
      Map.of(
          "*", Map.of("*", "denied", "research", "granted"),
          "US", Map.of("*", "granted", "share_with_sellers", "denied"),
          "CH", Map.of("statistical", "granted", "research", "denied"));
  private static final List<Setting> SETTINGS =
      List.of(
          Setting.AS_KNOWN,
          Setting.AS_KNOWN.reconsentFrom(RECONSENT).defaults(OPEN),
          Setting.asOf(Grid.at(6)),
          Setting.asOf(Grid.at(10) - 1).reconsentFrom(RECONSENT).defaults(CLOSED),
          Setting.AT_EVENT_TIME,
          Setting.AT_EVENT_TIME.reconsentFrom(RECONSENT).defaults(CLOSED),
          Setting.withGrace(2 * Grid.STEP),
          Setting.withGrace(60_000).reconsentFrom(RECONSENT).defaults(OPEN));

  @TempDir static Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void thePipelineDecidesAsTheReading(int number) throws IOException {
    Setting setting = SETTINGS.get(number);
    Circles histories = new Circles(SEED + number * 1_000_000L, true);
    List<Circle> circles = histories.of(PEOPLE);
    Decided expected = Decided.byReading(setting, circles);
    ConsentSite site = new ConsentSite(folder);
    agree(
        new Trial(site, setting, "memory", How.PLAIN, new InputFolder(number, 3)),
        circles,
        expected);
    agree(
        new Trial(site, setting, "shuffle", How.FLINK, new InputFolder(number + 1, 2)),
        circles,
        expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 7})
  void soDoOtherRunners(int number) throws IOException {
    Setting setting = SETTINGS.get(number);
    List<Circle> circles = new Circles(SEED - 1 - number, true).of(600);
    Decided expected = Decided.byReading(setting, circles);
    ConsentSite site = new ConsentSite(folder);
    for (String join : List.of("memory", "shuffle")) {
      agree(new Trial(site, setting, join, How.DIRECT, InputFolder.ONE), circles, expected);
    }
    agree(new Trial(site, setting, "memory", How.FLINK, InputFolder.ONE), circles, expected);
  }

  /** Every reason, and every set of purposes. */
  @Test
  void thereIsSomethingToDecide() {
    List<Circle> circles = new Circles(SEED + 1_000_000, true).of(PEOPLE);
    Decided closed = Decided.byReading(SETTINGS.get(0).reconsentFrom(RECONSENT), circles);
    Set<String> reasons = new TreeSet<>(closed.dropped().keySet());
    assertTrue(reasons.remove(Decided.REJECTED));
    assertEquals(new TreeSet<>(NaiveReading.REASONS), reasons);
    assertEquals(31, new HashSet<>(closed.kept().values()).size());
    closed.dropped().forEach((reason, count) -> assertTrue(count > 20, reason));
    closed.ledger().forEach((kind, count) -> assertTrue(count > 50, kind));
  }

  private static void agree(Trial trial, List<Circle> circles, Decided expected)
      throws IOException {
    @Nullable String difference = trial.disagreement(circles, expected);
    if (difference != null) {
      fail("seed " + SEED + ": " + difference);
    }
  }
}
