package dev.throng.pipeline.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.pipeline.publish.EventFormat;
import dev.throng.schemas.StoredEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** People who stand alone by coarse fields. */
class AuditUniquenessTest {
  private static final String PLACE = "country, region, city";
  private static final String DEVICE = PLACE + ", device_class, browser, os, language";
  private static final String ALL =
      DEVICE
          + ", browser_version, os_version, device_brand, device_model, screen, residence, network";

  @TempDir Path folder;

  private static StoredEvent event(int person, String country, String browser) {
    StoredEvent event = PlantedOutputs.event(person);
    event.setCountry(country);
    event.setBrowser(browser);
    return event;
  }

  @ParameterizedTest
  @EnumSource
  void figuresAreExact(EventFormat format) throws IOException {
    List<StoredEvent> events = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      events.add(event(i, "DE", i < 22 ? "Firefox" : "Chrome"));
      events.add(event(i, "DE", i < 22 ? "Firefox" : "Chrome"));
    }
    // One traveller among them: two combinations, each counted.
    events.add(event(0, "LI", "Firefox"));
    StoredEvent robot = event(99, "VA", "Lynx");
    robot.setRobot(true);
    events.add(robot);
    StoredEvent nobody = event(98, "SM", "Lynx");
    nobody.setDevice(null);
    events.add(nobody);
    new PlantedOutputs(folder).events(format, events.toArray(StoredEvent[]::new));
    String people = ": of 26 people (once for each combination of theirs) 1 (3.8 %) stand alone by";
    String keep = ": keep stored events where few can read them";
    String four = people + " these columns and 4 (15.4 %) among fewer than 20; the smallest of 3";
    assertEquals(
        List.of(
            "WARNING uniqueness "
                + PLACE
                + " 0"
                + people
                + " these columns and 1 (3.8 %) among fewer than 20; the smallest of 2 groups has 1"
                + keep,
            "WARNING uniqueness " + DEVICE + " 0" + four + " groups has 1" + keep,
            "WARNING uniqueness " + ALL + " 0" + four + " groups has 1" + keep),
        PlantedOutputs.findings(20, folder));
  }

  @Test
  void aCrowdIsWorthANote() throws IOException {
    StoredEvent[] events = new StoredEvent[20];
    for (int i = 0; i < events.length; i++) {
      events[i] = event(i, "DE", "Firefox");
    }
    new PlantedOutputs(folder).events(EventFormat.JSONL, events);
    List<String> found = PlantedOutputs.findings(20, folder);
    assertEquals(
        "NOTE uniqueness "
            + PLACE
            + " 0: of 20 people (once for each combination of theirs) 0 (0.0 %) stand alone by"
            + " these columns and 0 (0.0 %) among fewer than 20; the smallest of 1 group has 20",
        found.get(0));
    assertEquals(3, found.size());
    assertEquals("WARNING", PlantedOutputs.findings(21, folder).get(0).substring(0, 7));
  }

  @Test
  void ofTooManyCombinationsSomeAreCountedWhole() {
    GroupSizes groups = new GroupSizes(List.of("country"), 1_000);
    AuditedFile file = new AuditedFile(folder, 0, "a", "a");
    for (int person = 0; person < 7; person++) {
      for (int i = 0; i < 5_000; i++) {
        List<Cell> cells = List.of(Cell.text("country", "country " + i));
        groups.add(person + 7L * i, new AuditedRow(file, RowKind.EVENT, cells));
      }
    }
    GroupSizes.Sizes sizes = groups.sizes(8);
    assertEquals(7, sizes.smallest());
    assertEquals(7 * sizes.groups(), sizes.people());
    assertEquals(sizes.people(), sizes.small());
    assertEquals(0, sizes.alone());
    assertEquals(64, sizes.rate());
    assertTrue(sizes.groups() > 40 && sizes.groups() < 120, sizes::toString);
  }

  /** Whatever is left of the combinations is whole. */
  @Test
  void aSampleIsOfWholeGroups() {
    HashTable table = new HashTable();
    for (long i = 1; i <= 100_000; i++) {
      assertEquals(HashTable.NONE, table.putIfAbsent(i * 0x9E3779B97F4A7C15L, (int) (i % 7)));
    }
    SampledTable sample = new SampledTable(1_000);
    for (long i = 1; i <= 100_000; i++) {
      sample.putIfAbsent(i * 0x9E3779B97F4A7C15L, (int) (i % 7));
    }
    int held = 0;
    for (long i = 1; i <= 100_000; i++) {
      long hash = i * 0x9E3779B97F4A7C15L;
      assertEquals((int) (i % 7), table.get(hash));
      int value = sample.get(hash);
      held += value == HashTable.NONE ? 0 : 1;
      assertEquals(value == HashTable.NONE ? value : (int) (i % 7), value);
    }
    assertEquals(sample.size(), held);
    assertEquals(128, sample.rate());
  }
}
