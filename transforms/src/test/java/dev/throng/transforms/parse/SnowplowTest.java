package dev.throng.transforms.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnowplowTest {
  private static final String KEPT = "event_time=1780280581625, event_type=page_view";
  private static final String CONSENT =
      "{'schema':'iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0','data':"
          + "{'schema':'iglu:com.snowplowanalytics.snowplow/consent_preferences/jsonschema/1-0-0',"
          + "'data':%s}}";

  private final EventDecoder decoder = Format.SNOWPLOW_ENRICHED.decoder(ParseSettings.standard());

  /** A line of cells, of which these are not empty. */
  private static String line(String... namesAndCells) {
    Map<String, String> cells = new TreeMap<>();
    cells.put("event_name", "page_view");
    cells.put("collector_tstamp", "2026-06-01 02:23:01.625");
    for (int i = 0; i < namesAndCells.length; i += 2) {
      cells.put(namesAndCells[i], namesAndCells[i + 1].replace('\'', '"'));
    }
    List<String> line = new ArrayList<>();
    Snowplow.COLUMNS.forEach(name -> line.add(cells.getOrDefault(name, "")));
    return String.join("\t", line);
  }

  private String outcome(String... namesAndCells) {
    return Outcomes.of(decoder, line(namesAndCells));
  }

  @Test
  void cells() {
    assertEquals(131, Snowplow.COLUMNS.size());
    assertEquals(
        "{commerce.price=123400, commerce.quantity=2, cookie.id=d, device.screen=800x600, "
            + KEPT
            + ", location.city=K\u00f6ln, location.latitude=-0.0, network.ip=1.2.3.4,"
            + " page.url=http://a.example/}",
        outcome(
            "tr_total",
            "12.34",
            "ti_quantity",
            "2",
            "domain_userid",
            "d",
            "network_userid",
            "n",
            "dvce_screenwidth",
            "800",
            "dvce_screenheight",
            "600",
            "geo_city",
            "K\u00f6ln",
            "geo_latitude",
            "-0.0",
            "user_ipaddress",
            "1.2.3.4",
            "page_url",
            "http://a.example/"));
    assertEquals(
        "{" + KEPT + "}",
        outcome(
            "ti_quantity",
            "2.5",
            "geo_latitude",
            "NaN",
            "geo_longitude",
            "0x1p3",
            "tr_total",
            "1,5"));
    assertEquals(
        "missing_field unstruct_event{com_snowplowanalytics_snowplow_ecommerce_snowplow_ecommerce_action}.type",
        outcome("event_name", ""));
    assertEquals(
        "{event_time=1780280581625, event_type=page_ping}",
        outcome("event_name", "", "event", "page_ping"));
    assertEquals("bad_time true_tstamp", outcome("collector_tstamp", "yesterday"));
    assertEquals(
        "{event_time=1780280580000, event_type=page_view}",
        outcome("derived_tstamp", "2026-06-01 02:23:00"));
  }

  @Test
  void linesThatAreNone() {
    assertEquals("empty", Outcomes.of(decoder, ""));
    assertEquals("malformed", Outcomes.of(decoder, "a"));
    String line = line();
    assertEquals("malformed", Outcomes.of(decoder, line.substring(1)));
    assertEquals("{" + KEPT + "}", Outcomes.of(decoder, line + "\t"));
    assertEquals(
        "invalid_utf8",
        Outcomes.of(decoder, (line + "\u00ff").getBytes(StandardCharsets.ISO_8859_1)));
    assertEquals("limit", outcome("page_title", "a".repeat((1 << 17) + 1)));
    assertEquals("malformed contexts", outcome("contexts", "{'schema':"));
    assertEquals("malformed contexts", outcome("contexts", "{'a':'\\ud800'}"));
    assertEquals("duplicate_key contexts", outcome("contexts", "{'schema':'a','schema':'b'}"));
    assertEquals("duplicate_key contexts", outcome("contexts", "{'data':1,'data':2}"));
    assertEquals("duplicate_key contexts", outcome("contexts", "{'data':{'a':1,'a':2}}"));
    assertEquals("trailing_content contexts", outcome("contexts", "{} {}"));
    assertEquals("too_deep contexts", outcome("contexts", "[".repeat(40) + "]".repeat(40)));
    assertEquals(
        "limit unstruct_event", outcome("unstruct_event", "{'data':" + "1".repeat(1_001) + "}"));
  }

  @Test
  void unknownFieldsAreCounted() {
    Outcomes outcomes = new Outcomes();
    byte[] record =
        (line(
                    "contexts",
                    "{'schema':'iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0','data':["
                        + "{'schema':'iglu:com.acme/secret/jsonschema/1-0-0','data':{'a':1}},"
                        + "{'schema':'iglu:com.snowplowanalytics.snowplow/web_page/jsonschema/1-0-0',"
                        + "'data':{'id':'a'}}]}")
                + "\tmore\t\tand more")
            .getBytes(StandardCharsets.UTF_8);
    decoder.decode(record, 0, record.length, outcomes);
    assertEquals(List.of("{" + KEPT + "}"), outcomes.all);
    assertEquals(3, outcomes.unknown);
  }

  /** It does not matter which of schema and data comes first, at any level. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'schema':'C','data':[{'schema':'M','data':{'osType':'ios','appleIdfv':'x'}}]}",
        "{'data':[{'schema':'M','data':{'osType':'ios','appleIdfv':'x'}}],'schema':'C'}",
        "{'schema':'C','data':[{'data':{'osType':'ios','appleIdfv':'x'},'schema':'M'}]}",
        "{'data':[{'data':{'osType':'ios','appleIdfv':'x'},'schema':'M'}],'schema':'C'}",
        "{'data':{'data':{'appleIdfv':'x','osType':'ios'},'schema':'M'},'schema':'C'}"
      })
  void contexts(String contexts) {
    assertEquals(
        "{device.id=x, device.os=ios, " + KEPT + "}",
        outcome(
            "contexts",
            contexts
                .replace("'C'", "'iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0'")
                .replace(
                    "'M'",
                    "'iglu:com.snowplowanalytics.snowplow/mobile_context/jsonschema/1-0-2'")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'event_type':'allow_all','basis_for_processing':'consent',"
            + "'consent_scopes':['necessary','statistics','marketing','preferences'],"
            + "'consent_version':'2'} | true | true | true | 2",
        "{'consent_scopes':['statistics'],'event_type':'allow_selected',"
            + "'basis_for_processing':'consent'} | true | false | false |",
        "{'event_type':'deny_all','basis_for_processing':'consent',"
            + "'consent_scopes':['statistics']} | false | false | false |",
        "{'event_type':'implicit_consent','basis_for_processing':'consent',"
            + "'consent_scopes':['statistics']} | false | false | false |",
        "{'event_type':'allow_all','basis_for_processing':'legitimate_interests',"
            + "'consent_scopes':['statistics']} | false | false | false |",
        "{'event_type':'allow_all','basis_for_processing':'consent',"
            + "'consent_scopes':['statistics',1]} | false | false | false |",
        "{'event_type':'allow_all','basis_for_processing':'consent','consent_scopes':'statistics'}"
            + " | false | false | false |",
        "{'event_type':'allow_all','consent_scopes':['statistics']} | false | false | false |",
        "{} | false | false | false |",
        "'yes' | false | false | false |",
        "[1] | false | false | false |"
      })
  void consent(
      String data, boolean statistical, boolean personal, boolean marketing, String version) {
    assertEquals(
        "{consent.marketing="
            + marketing
            + ", consent.personalisation="
            + personal
            + (version == null ? "" : ", consent.policy_version=" + version)
            + ", consent.statistical="
            + statistical
            + ", "
            + KEPT
            + "}",
        outcome("unstruct_event", CONSENT.formatted(data)));
  }

  @Test
  void consentThatIsNotThereIsSilence() {
    assertEquals("{" + KEPT + "}", outcome("unstruct_event", CONSENT.formatted("null")));
    assertEquals("{" + KEPT + "}", outcome("unstruct_event", "null"));
  }

  /** Real events, against a CSV parser of the simplest kind and plain look-ups. */
  @Test
  void realEvents() throws IOException {
    byte[] file = file();
    List<String> read =
        Outcomes.read(Format.SNOWPLOW_ENRICHED, file, ParseSettings.standard()).stream()
            .map(line -> line.substring(line.indexOf(' ') + 1))
            .toList();
    List<Map<String, String>> rows = rows(file);
    assertEquals(160, rows.size());
    assertEquals(rows.size(), read.size());
    for (int i = 0; i < rows.size(); i++) {
      assertEquals(expected(rows.get(i)), read.get(i));
    }
  }

  /** The same events as lines without a header, each context in its envelope. */
  @Test
  void realEventsAsEnrichedLines() throws IOException {
    for (Map<String, String> row : rows(file())) {
      Map<String, String> cells = new LinkedHashMap<>(row);
      List<String> contexts = new ArrayList<>();
      row.forEach(
          (name, cell) -> {
            if (name.startsWith("contexts_com_snowplowanalytics_snowplow_web") && !cell.isEmpty()) {
              contexts.add(
                  "{'schema':'iglu:com.snowplowanalytics.snowplow/web_page/jsonschema/1-0-0','data':"
                          .replace('\'', '"')
                      + cell.substring(1, cell.length() - 1)
                      + "}");
            } else if (name.contains("consent_preferences") && !cell.isEmpty()) {
              String data = cell.substring(1, cell.length() - 1);
              cells.put("unstruct_event", CONSENT.replace('\'', '"').formatted(data));
            }
          });
      cells.put(
          "contexts",
          "{'schema':'iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0','data':["
                  .replace('\'', '"')
              + String.join(",", contexts)
              + "]}");
      List<String> line = new ArrayList<>();
      Snowplow.COLUMNS.forEach(name -> line.add(cells.getOrDefault(name, "")));
      assertEquals(expected(row), Outcomes.of(decoder, String.join("\t", line)));
    }
  }

  /** Wherever the file is cut, each event is read once, and the header never. */
  @Test
  void splits(@TempDir Path folder) throws IOException {
    byte[] file = file();
    List<String> whole = Outcomes.read(Format.SNOWPLOW_ENRICHED, file, ParseSettings.standard());
    Path path = Files.write(folder.resolve("events.csv"), file);
    int header = new String(file, StandardCharsets.UTF_8).indexOf('\n');
    Set<Integer> cuts = new TreeSet<>(List.of(1, 7, header - 1, header, header + 1, header + 2));
    for (int cut = 20_011; cut < file.length; cut += 20_011) {
      cuts.add(cut);
    }
    for (int cut : cuts) {
      List<String> both = new ArrayList<>();
      both.addAll(
          Outcomes.read(
              Format.SNOWPLOW_ENRICHED.open(
                  FileChannel.open(path), 0, cut, ParseSettings.standard())));
      List<String> second =
          Outcomes.read(
              Format.SNOWPLOW_ENRICHED.open(
                  FileChannel.open(path), cut, file.length, ParseSettings.standard()));
      assertEquals(
          second,
          Outcomes.read(
              Format.SNOWPLOW_ENRICHED.open(
                  Outcomes.channel(file), cut, file.length, ParseSettings.standard())));
      both.addAll(second);
      assertEquals(whole, both, "cut at " + cut);
    }
  }

  @Test
  void quotes() throws IOException {
    String header = "app_id,event_name,collector_tstamp,page_title\n";
    String start = "a,page_view,2026-06-01 02:23:01.625,";
    Map<String, String> titles = new LinkedHashMap<>();
    titles.put("\"a \"\"b\"\", c\"", "{" + KEPT + ", page.title=a \"b\", c}");
    titles.put("\"\"\"\"", "{" + KEPT + ", page.title=\"}");
    titles.put("\"\"", "{" + KEPT + "}");
    titles.put("", "{" + KEPT + "}");
    titles.put("\"a", "malformed");
    titles.put("\"a\"b", "malformed");
    titles.put("a,b", "malformed");
    titles.forEach(
        (title, expected) -> {
          try {
            byte[] file = (header + start + title).getBytes(StandardCharsets.UTF_8);
            List<String> read =
                Outcomes.read(Format.SNOWPLOW_ENRICHED, file, ParseSettings.standard());
            assertEquals(List.of(header.length() + ": " + expected), read);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  /** The file of real events. */
  static byte[] file() throws IOException {
    try (InputStream in = SnowplowTest.class.getResourceAsStream("snowplow_web_events.csv")) {
      return in.readAllBytes();
    }
  }

  /** The cells of a table with a header, by the names of their columns. */
  static List<Map<String, String>> rows(byte[] file) {
    List<Map<String, String>> rows = new ArrayList<>();
    List<String> names = List.of();
    for (String line : new String(file, StandardCharsets.UTF_8).lines().toList()) {
      List<String> cells = new ArrayList<>();
      StringBuilder cell = new StringBuilder();
      boolean quoted = false;
      for (int i = 0; i < line.length(); i++) {
        char c = line.charAt(i);
        if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
          cell.append(c);
          i++;
        } else if (c == '"') {
          quoted = !quoted;
        } else if (c == ',' && !quoted) {
          cells.add(cell.toString());
          cell.setLength(0);
        } else {
          cell.append(c);
        }
      }
      cells.add(cell.toString());
      if (names.isEmpty()) {
        names = cells;
      } else {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
          row.put(names.get(i), cells.get(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static String expected(Map<String, String> row) throws IOException {
    Map<String, Object> event = new TreeMap<>();
    event.put("event_type", row.get("event_name").replace("application_error", "error"));
    LocalDateTime time = LocalDateTime.parse(row.get("derived_tstamp").replace(' ', 'T'));
    event.put("event_time", time.toInstant(ZoneOffset.UTC).toEpochMilli());
    Map.ofEntries(
            Map.entry("event_id", "event_id"),
            Map.entry("user_id", "user.id"),
            Map.entry("user_ipaddress", "network.ip"),
            Map.entry("useragent", "user_agent"),
            Map.entry("geo_country", "location.country"),
            Map.entry("geo_region_name", "location.region"),
            Map.entry("geo_city", "location.city"),
            Map.entry("geo_zipcode", "location.postal_code"),
            Map.entry("page_url", "page.url"),
            Map.entry("page_referrer", "page.referrer"),
            Map.entry("page_title", "page.title"),
            Map.entry("mkt_source", "campaign.source"),
            Map.entry("mkt_medium", "campaign.medium"),
            Map.entry("mkt_campaign", "campaign.name"),
            Map.entry("br_lang", "device.language"))
        .forEach(
            (column, field) -> {
              if (!row.get(column).isEmpty()) {
                event.put(field, row.get(column));
              }
            });
    String cookie = row.get("domain_userid");
    cookie = cookie.isEmpty() ? row.get("network_userid") : cookie;
    if (!cookie.isEmpty()) {
      event.put("cookie.id", cookie);
    }
    event.put("device.screen", row.get("dvce_screenwidth") + "x" + row.get("dvce_screenheight"));
    event.put("location.latitude", new BigDecimal(row.get("geo_latitude")).doubleValue());
    event.put("location.longitude", new BigDecimal(row.get("geo_longitude")).doubleValue());
    String consent =
        row.get("unstruct_event_com_snowplowanalytics_snowplow_consent_preferences_1_0_0");
    if (!consent.isEmpty()) {
      JsonNode word = JsonMapper.builder().build().readTree(consent).get(0);
      boolean allowed = word.path("event_type").textValue().startsWith("allow_");
      List<String> scopes = new ArrayList<>();
      word.path("consent_scopes").forEach(scope -> scopes.add(scope.textValue()));
      event.put("consent.statistical", allowed && scopes.contains("statistics"));
      event.put("consent.personalisation", allowed && scopes.contains("preferences"));
      event.put("consent.marketing", allowed && scopes.contains("marketing"));
      event.put("consent.policy_version", word.path("consent_version").textValue());
    }
    assertTrue(event.size() > 5);
    return event.toString();
  }
}
