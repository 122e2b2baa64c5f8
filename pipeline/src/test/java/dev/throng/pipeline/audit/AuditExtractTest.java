package dev.throng.pipeline.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.throng.pipeline.publish.AggregateFormat;
import dev.throng.pipeline.publish.EventFormat;
import dev.throng.schemas.StoredEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** P12: faults planted into extracts for research are found. */
class AuditExtractTest {
  @TempDir Path folder;
  private PlantedOutputs outputs;

  @BeforeEach
  void folder() {
    outputs = new PlantedOutputs(folder);
  }

  private void extract(AggregateFormat format, String... rows) throws IOException {
    outputs.table(
        format,
        "research",
        PlantedOutputs.DAY,
        Duration.ofDays(1),
        List.of("country", "hour", "sensitive_category"),
        List.of("rows"),
        rows);
  }

  private List<String> findings() throws IOException {
    return outputs.findings().stream().filter(each -> each.contains("k-anonymity")).toList();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWellIsTold(AggregateFormat format) throws IOException {
    extract(format, "DE (all) toys 1", "DE (all) tools 19", "FR (all) toys 12", "FR (all) tea 9");
    assertEquals(
        List.of(
            "NOTE k-anonymity country 0: the smallest of 2 classes has 20 rows; whose rows they are is"
                + " not told, for 2 by no stored events beside it"),
        findings());
    assertEquals(
        List.of(),
        outputs.findings().stream().filter(each -> each.contains("subtraction")).toList());
  }

  @ParameterizedTest
  @EnumSource
  void aClassOfFewRowsIsSevere(AggregateFormat format) throws IOException {
    extract(format, "DE (all) toys 1", "DE (all) tools 18", "FR (all) toys 12", "FR (all) tea 9");
    assertEquals(
        List.of(
            "SEVERE k-anonymity country 0: 1 class of fewer than 20 rows, and so of fewer people: give"
                + " it to nobody"),
        findings());
  }

  @Test
  void aClassThatIsAlikeIsSevere() throws IOException {
    extract(
        AggregateFormat.CSV,
        "DE (all) toys 30",
        "DE (all) (unknown) 5",
        "FR (all) toys 12",
        "FR (all) tea 9");
    assertEquals(
        List.of(
            "SEVERE k-anonymity country 0: 1 class with fewer than two known values of what is"
                + " sensitive: give it to nobody"),
        findings());
  }

  /** Thirty events of ten people: only who made them tells. */
  @Test
  void manyRowsOfFewPeopleAreSevere() throws IOException {
    extract(AggregateFormat.PARQUET, "DE 00 toys 20", "DE 00 tools 10");
    events(10);
    assertEquals(
        List.of(
            "SEVERE k-anonymity country, hour 0: 1 class of fewer than 20 people by the stored events"
                + " beside it: give it to nobody"),
        findings());
  }

  @Test
  void enoughPeopleAreConfirmed() throws IOException {
    extract(AggregateFormat.PARQUET, "DE 00 toys 20", "DE 00 tools 10");
    events(20);
    assertEquals(
        List.of(
            "NOTE k-anonymity country, hour 0: the smallest of 1 class has 30 rows, and each at least"
                + " 20 people by the stored events beside it"),
        findings());
  }

  /** Events that do not allow research, and robots, are not those of rows or people. */
  private void events(int people) throws IOException {
    List<StoredEvent> events = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      StoredEvent event = PlantedOutputs.event(i % people);
      event.setPurposes(List.of("statistical", "research"));
      events.add(event);
      events.add(PlantedOutputs.event(100 + i));
    }
    outputs.events(EventFormat.AVRO, events.toArray(StoredEvent[]::new));
  }
}
