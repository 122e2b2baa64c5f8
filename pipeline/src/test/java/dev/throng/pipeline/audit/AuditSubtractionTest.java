package dev.throng.pipeline.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.throng.pipeline.publish.AggregateFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables that leave few people when one is subtracted from the other. */
class AuditSubtractionTest {
  private static final List<String> COUNTRY = List.of("country");
  private static final List<String> BOTH = List.of("country", "device_class");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String NESTED =
      ") if the one counts all that the other does: raise at_least of both, or keep them from the"
          + " same readers";

  @TempDir Path folder;
  private PlantedOutputs outputs;

  @BeforeEach
  void folder() {
    outputs = new PlantedOutputs(folder.resolve("out"));
  }

  private void hour(int hour, String... rows) throws IOException {
    outputs.table(
        AggregateFormat.CSV,
        "by_hour",
        PlantedOutputs.DAY.plus(HOUR.multipliedBy(hour)),
        HOUR,
        COUNTRY,
        List.of("events", "unique_people"),
        rows);
  }

  @ParameterizedTest
  @EnumSource
  void rowsOfFewPeople(AggregateFormat format) throws IOException {
    outputs.table(
        format,
        "a",
        PlantedOutputs.DAY,
        Duration.ofDays(1),
        COUNTRY,
        List.of("events", "unique_people"),
        "DE 400 20",
        "FR 400 19",
        "IT 19 19",
        "LI 0 0");
    assertEquals(
        List.of("SEVERE subtraction 2: rows are about fewer than 20 people: raise at_least of a"),
        outputs.findings());
    assertEquals(List.of(), PlantedOutputs.findings(19, outputs.folder()));
  }

  @Test
  void subtotalsThatDoNotAddUp() throws IOException {
    outputs.day(
        "a",
        BOTH,
        "DE phone 60 30",
        "DE (other) 50 30",
        "DE (all) 113 60",
        "(other) (other) 40 30",
        "(other) (all) 40 30",
        "(all) (all) 153 80");
    assertEquals(
        List.of(
            "SEVERE subtraction 1: subtotals of a less their rows leave fewer than 20 people (least"
                + " 3): delete the table, and release the window again"),
        outputs.findings());
  }

  /** Over the second dimension, and then over both: the total differs from neither. */
  @Test
  void subtotalsOverAnyDimensionThatDoNotAddUp() throws IOException {
    outputs.day(
        "a",
        BOTH,
        "DE phone 60 30",
        "DE (other) 50 30",
        "FR phone 40 30",
        "DE (all) 110 60",
        "FR (all) 40 30",
        "(all) phone 102 60",
        "(all) (other) 50 30",
        "(all) (all) 150 80");
    assertEquals(
        List.of(
            "SEVERE subtraction 2: subtotals of a less their rows leave fewer than 20 people (least"
                + " 2): delete the table, and release the window again"),
        outputs.findings());
  }

  @Test
  void nestedReports() throws IOException {
    outputs.day("wide", COUNTRY, "DE 100 60", "FR 90 50");
    outputs.day("fine", BOTH, "DE phone 60 30", "DE tablet 35 30", "FR phone 90 50");
    assertEquals(
        List.of(
            "WARNING subtraction 2: wide less fine leaves fewer than 20 people (least 5" + NESTED),
        outputs.findings());
  }

  @Test
  void dimensionsInAnotherOrder() throws IOException {
    outputs.day("wide", COUNTRY, "DE 100 60");
    outputs.day("fine", List.of("device_class", "country"), "phone DE 60 30", "tablet DE 33 30");
    assertEquals(
        List.of(
            "WARNING subtraction 2: wide less fine leaves fewer than 20 people (least 7" + NESTED),
        outputs.findings());
  }

  @Test
  void nestedWindows() throws IOException {
    outputs.day("by_day", COUNTRY, "DE 100 60", "FR 90 50");
    hour(3, "DE 40 30", "FR 40 30");
    hour(4, "DE 56 40", "(other) 25 25");
    hour(24, "DE 4 4000");
    assertEquals(
        List.of(
            "SEVERE subtraction 1: rows are about fewer than 20 people: raise at_least of by_hour",
            "WARNING subtraction 1: by_day less by_hour leaves fewer than 20 people (least 4"
                + NESTED),
        outputs.findings());
  }

  @Test
  void oneHourOfAllPeopleButFew() throws IOException {
    outputs.day("by_day", COUNTRY, "DE 400 60", "FR 300 50");
    hour(3, "DE 40 58");
    assertEquals(
        List.of(
            "WARNING subtraction 1: by_day less by_hour leaves fewer than 20 people (least 2"
                + NESTED),
        outputs.findings());
  }

  @Test
  void anotherPurpose() throws IOException {
    outputs.day("statistical", COUNTRY, "DE 400 60", "FR 300 50");
    outputs.day("marketing", COUNTRY, "DE 380 59", "FR 200 25");
    assertEquals(
        List.of(
            "WARNING subtraction 1: statistical less marketing leaves fewer than 20 people (least"
                + " 1"
                + NESTED),
        outputs.findings());
  }

  /** Neither telephones nor computers tell by themselves who came with a watch. */
  @Test
  void oneReportLessTwoOthers() throws IOException {
    outputs.day("everything", COUNTRY, "DE 400 160", "FR 300 150");
    outputs.day("phones", COUNTRY, "DE 180 90", "FR 150 80");
    outputs.day("computers", BOTH, "DE mac 117 50", "DE pc 100 50", "FR pc 120 70");
    assertEquals(
        List.of(
            "WARNING subtraction 1: everything less computers and phones leaves fewer than 20"
                + " people (least 3) if the first counts all that the others do, and these nothing"
                + " twice: raise at_least of all, or keep them from the same readers"),
        outputs.findings());
  }

  /** What is more in one group cannot be part of it. */
  @Test
  void twoReportsThatAreMoreThanAThird() throws IOException {
    outputs.day("everything", COUNTRY, "DE 400 160", "FR 300 150");
    outputs.day("phones", COUNTRY, "DE 180 90", "FR 190 80");
    outputs.day("computers", COUNTRY, "DE 217 50", "FR 120 70");
    assertEquals(List.of(), outputs.findings());
  }

  @Test
  void reportsOfOtherThings() throws IOException {
    outputs.day("a", COUNTRY, "DE 400 60", "FR 300 50");
    outputs.day("b", COUNTRY, "DE 401 60", "FR 299 50");
    outputs.day("c", List.of("language"), "de 401 60", "fr 299 50");
    assertEquals(List.of(), outputs.findings());
  }

  @Test
  void beforeAndAfterAnErasure() throws IOException {
    outputs.day("a", COUNTRY, "DE 400 60", "FR 300 50", "(all) 700 100");
    PlantedOutputs after = new PlantedOutputs(folder.resolve("after"));
    after.day("a", COUNTRY, "DE 300 59", "FR 300 50", "(all) 600 99");
    assertEquals(List.of(), outputs.findings());
    assertEquals(List.of(), after.findings());
    assertEquals(
        List.of(
            "SEVERE subtraction 2: two releases of a differ by fewer than 20 people (least 1), as"
                + " before and after an erasure: keep only the later one"),
        PlantedOutputs.findings(20, outputs.folder(), after.folder()));
    assertEquals(List.of(), PlantedOutputs.findings(20, after.folder(), after.folder()));
  }

  @Test
  void anErasureAfterWhichGroupsMerge() throws IOException {
    outputs.day("a", COUNTRY, "DE 400 60", "FR 30 20");
    PlantedOutputs after = new PlantedOutputs(folder.resolve("after"));
    after.day("a", COUNTRY, "(other) 427 79");
    assertEquals(
        List.of(
            "SEVERE subtraction 1: two releases of a differ by fewer than 20 people (least 3), as"
                + " before and after an erasure: keep only the later one"),
        PlantedOutputs.findings(20, outputs.folder(), after.folder()));
  }

  @Test
  void oneTableInTwoFormatsIsOneRelease() throws IOException {
    for (AggregateFormat format : AggregateFormat.values()) {
      outputs.table(
          format,
          "a",
          PlantedOutputs.DAY,
          Duration.ofDays(1),
          COUNTRY,
          List.of("events", "unique_people"),
          "DE 400 20",
          "FR 400 29");
    }
    assertEquals(List.of(), outputs.findings());
  }

  @Test
  void noiseIsExempt() throws IOException {
    outputs.table(
        AggregateFormat.PARQUET,
        "noised",
        PlantedOutputs.DAY,
        Duration.ofDays(1),
        COUNTRY,
        List.of("events", "events_error", "events_low", "events_high", "events_draw"),
        "DE 4 3 0 9 4");
    assertEquals(
        List.of(
            "NOTE subtraction 0: 1 report with noise left out: epsilon and delta say what their"
                + " differences tell"),
        outputs.findings());
  }

  @Test
  void reportsThatTellNothingOfPeople() throws IOException {
    outputs.table(
        AggregateFormat.CSV,
        "sessions",
        PlantedOutputs.DAY,
        Duration.ofDays(1),
        COUNTRY,
        List.of("sessions"),
        "DE 4");
    assertEquals(
        List.of("NOTE subtraction 0: 1 report left out that tell neither events nor unique_people"),
        outputs.findings());
  }
}
