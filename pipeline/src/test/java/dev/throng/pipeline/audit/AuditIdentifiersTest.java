package dev.throng.pipeline.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.pipeline.publish.AggregateFormat;
import dev.throng.pipeline.publish.EventFormat;
import dev.throng.schemas.StoredEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Identifiers of every form, planted in every column. */
class AuditIdentifiersTest {
  private static final String MAIL = "anna.zq4711@example.org";
  private static final String ADVICE =
      ": delete what was written, mend the policy or the treatment, and run again";

  @TempDir Path folder;
  private PlantedOutputs outputs;

  @BeforeEach
  void folder() {
    outputs = new PlantedOutputs(folder);
  }

  private List<String> identifiers() throws IOException {
    return outputs.findings().stream().filter(line -> line.contains(" identifiers ")).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          write to anna@example.org now          | e-mail addresses               | xxxx@xxxxxxx.xxx
          anna%40example.org                     | e-mail addresses               | xxxx@xxxxxxx.xxx
          anna%252540example.org                 | e-mail addresses               | xxxx@xxxxxxx.xxx
          anna＠example.org                      | e-mail addresses               | xxxx@xxxxxxx.xxx
          from 192.0.2.17.                       | IP addresses                   | 999.9.9.99
          192.0.2.0/24                           | IP addresses                   | 999.9.9.9/99
          192%2E0%2E2%2E17                       | IP addresses                   | 999.9.9.99
          １９２.0.2.17                          | IP addresses                   | 999.9.9.99
          0300.0000.0002.0021                    | IP addresses                   | 9999.9999.9999.9999
          0xC0.0x00.0x02.0x11                    | IP addresses                   | 9xx9.9x99.9x99.9x99
          0xC0000211                             | IP addresses                   | 9xx9999999
          3221225985                             | numbers that are IP addresses  | 9999999999
          c0000211                               | numbers that are IP addresses  | x9999999
          ip-192-0-2-17                          | IP addresses                   | xx-999-9-9-99
          192-0-2-17.lines.example.org           | IP addresses                   | 999-9-9-99
          2001:db8::17                           | IP addresses                   | 9999:xx9::99
          [2001:db8::17]:443                     | IP addresses                   | 9999:xx9::99
          2001:0db8:0:0:0:0:0:17                 | IP addresses                   | 9999:9xx9:9:9:9:9:9:99
          ::ffff:192.0.2.17                      | IP addresses                   | ::xxxx:999.9.9.99
          2001%3Adb8%3A%3A17                     | IP addresses                   | 9999:xx9::99
          fe80::1%eth0                           | IP addresses                   | xx99::9%xxx9
          00:1A:2B:3C:4D:5E                      | hardware addresses             | 99:9x:9x:9x:9x:9x
          001a.2b3c.4d5e                         | hardware addresses             | 999x.9x9x.9x9x
          4111 1111 1111 1111                    | card numbers or IMEIs          | 9999 9999 9999 9999
          imei 490154203237518                   | card numbers or IMEIs          | 999999999999999
          DE89 3704 0044 0532 0130 00            | bank accounts (IBAN)           | xx99 9999 9999 9999 9999...
          call +49 170 1234567                   | telephone numbers              | +99 999 9999999
          00491701234567                         | telephone numbers              | 99999999999999
          %2B4917012345678                       | telephone numbers              | +9999999999999
          38400000-8cf0-11bd-b23e-10b96e40000d   | device ids (GUID)              | 99999999-9xx9-99xx-x99x-...
          eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.   | JSON Web Tokens                | xxXxxx
          https://anna:secret@example.org/       | addresses with user info       | xxxxx://xxxx:xxxxxx@xxxx...
          see https://example.org/a?mail=x       | addresses with a query         | xxxxx://xxxxxxx.xxx/x?xx...
          """)
  void everyFormIsFound(String value, String words, String shape) throws IOException {
    StoredEvent event = PlantedOutputs.event(1);
    event.setTitle(value);
    outputs.events(EventFormat.JSONL, PlantedOutputs.event(2), event, event);
    List<String> found = identifiers();
    assertEquals(1, found.size(), found::toString);
    String expected = "SEVERE identifiers title 2: " + words + ", as in ";
    assertTrue(found.get(0).startsWith(expected), found::toString);
    if (!shape.contains("X")) {
      assertEquals(expected + shape + ADVICE, found.get(0));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-06-01T00:00:00Z",
        "10:20:30",
        "std::vector",
        "1,234,567.89",
        "+50 %",
        "C++ 17 in 21 days",
        "1.2.3",
        "256.300.1.1",
        "Firefox 126.0",
        "/{id}/2026/06/a-b-c",
        "1900x1000",
        "12345678901234",
        "{email} and {ip}",
        "https://example.org/shop",
        "@home",
        "100%25",
        "P000382",
        "deadbeef"
      })
  void whatIsHarmlessIsNot(String value) throws IOException {
    StoredEvent event = PlantedOutputs.event(1);
    event.setTitle(value);
    outputs.events(EventFormat.JSONL, event);
    outputs.day("pages", List.of("path"), value.replace(' ', '_') + " 30 25");
    assertEquals(List.of(), identifiers());
  }

  @ParameterizedTest
  @EnumSource
  void inEveryColumnOfStoredEvents(EventFormat format) throws IOException {
    for (Schema.Field field : StoredEvent.getClassSchema().getFields()) {
      StoredEvent event = PlantedOutputs.event(1);
      Schema type = field.schema().isUnion() ? field.schema().getTypes().get(1) : field.schema();
      switch (type.getType()) {
        case STRING -> event.put(field.pos(), MAIL);
        case ARRAY -> event.put(field.pos(), List.of("statistical", MAIL));
        case MAP -> event.put(field.pos(), Map.of("plan", MAIL));
        default -> {
          continue;
        }
      }
      outputs.events(format, event);
      List<String> found = identifiers();
      assertEquals(1, found.size(), () -> field + ": " + found);
      String where = "SEVERE identifiers " + field.name() + " 1: ";
      assertTrue(found.get(0).startsWith(where), found::toString);
      assertFalse(found.get(0).contains("anna"), found::toString);
    }
  }

  @ParameterizedTest
  @EnumSource
  void inTheNamesOfProperties(EventFormat format) throws IOException {
    StoredEvent event = PlantedOutputs.event(1);
    event.setProperties(Map.of(MAIL, "yes"));
    outputs.events(format, event);
    List<String> found = identifiers();
    assertEquals(1, found.size(), found::toString);
    assertTrue(found.get(0).startsWith("SEVERE identifiers properties 1: e-mail"), found::toString);
  }

  @ParameterizedTest
  @EnumSource
  void inEveryFormatOfTables(AggregateFormat format) throws IOException {
    outputs.table(
        format,
        "by_campaign",
        PlantedOutputs.DAY,
        Duration.ofDays(1),
        List.of("country", "campaign_name"),
        List.of("events", "unique_people"),
        "DE summer 4111111111111111 25",
        "DE +491701234567 30 25",
        "FR 2026-06.AAAAAAAAAAAAAAAAAAAAAA 30 25");
    List<String> found = identifiers();
    assertEquals(
        List.of(
            "SEVERE identifiers campaign_name 1: pseudonyms, as in 9999-99.xxxxxxxxxxxxxxxx..."
                + ADVICE,
            "SEVERE identifiers campaign_name 1: telephone numbers, as in +999999999999" + ADVICE),
        found);
  }

  @Test
  void inRejectionsAndTheManifest() throws IOException {
    outputs.text(
        "rejected/00000000000000aa-3e8.jsonl",
        """
        {"stage":"parse","reason":"bad_time","field":"event_time","file":"in/a.ndjson","offset":4111111111111111}
        {"stage":"parse","reason":"bad_time","field":"anna@example.org","file":"in/192.0.2.17.log","offset":7}
        """);
    outputs.text(
        "run.json",
        """
        {
          "records_read" : 4111111111111111,
          "dropped" : { "no consent of anna@example.org" : 4 },
          "run" : { "events" : [ { "sha256" : "%s" } ], "id" : "00000000000000aa" },
          "job" : "job of 192.0.2.17"
        }
        """
            .formatted("0123456789abcdef".repeat(4)));
    assertEquals(
        List.of(
            "SEVERE identifiers field 1: e-mail addresses, as in xxxx@xxxxxxx.xxx" + ADVICE,
            "SEVERE identifiers (names) 1: e-mail addresses, as in xxxx@xxxxxxx.xxx" + ADVICE,
            "SEVERE identifiers job 1: IP addresses, as in 999.9.9.99" + ADVICE,
            "WARNING identifiers file 1: IP addresses, as in 999.9.9.99: give files names that name"
                + " nobody"),
        identifiers());
  }

  @Test
  void networksStandOnlyWhereTheyMay() throws IOException {
    StoredEvent event = PlantedOutputs.event(1);
    event.setNetwork("192.0.2.0/24");
    StoredEvent other = PlantedOutputs.event(2);
    other.setNetwork("2001:db8:1::/48");
    outputs.events(EventFormat.AVRO, event, other);
    assertEquals(List.of(), identifiers());
    for (String whole : List.of("192.0.2.17", "192.0.2.17/24", "2001:db8:1::7/48", "10.0.0.0/8")) {
      event.setNetwork(whole);
      outputs.events(EventFormat.AVRO, event, other);
      List<String> found = identifiers();
      assertEquals(1, found.size(), whole);
      assertTrue(
          found.get(0).startsWith("SEVERE identifiers network 1: values that are no truncated"),
          found::toString);
    }
  }

  @Test
  void fileNamesAreLookedAtAndMasked() throws IOException {
    outputs.text("kept/anna@example.org/a.txt", "nothing\n");
    AuditReport report = Audit.of(List.of(folder), new AuditSettings(20, null));
    assertEquals(1, report.findings().size());
    Finding finding = report.findings().get(0);
    assertEquals(Severity.WARNING, finding.severity());
    assertEquals("kept/(masked)/a.txt, column (file name), 1 row", finding.where().toString());
  }

  @Test
  void bareHashesAreAskedAbout() throws IOException {
    StoredEvent event = PlantedOutputs.event(1);
    event.setCampaignContent("0123456789abcdef0123456789abcdef");
    outputs.events(EventFormat.JSONL, event);
    assertEquals(
        List.of(
            "WARNING identifiers campaign_content 1: bare hashes, as in 9999999999xxxxxx99999999..."
                + ": find out of what, for without a key it can be undone"),
        identifiers());
  }

  @Test
  void unknownNumbersAreLookedAt() throws IOException {
    outputs.text("more.jsonl", "{\"imei\":490154203237518}\n{\"imei\":5}\n");
    assertEquals(
        List.of("SEVERE identifiers imei 1: card numbers or IMEIs, as in 999999999999999" + ADVICE),
        identifiers());
  }
}
