package dev.throng.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.schemas.IdentifiedEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Input in every format with a marker in every field. Where the policy lets coarse text pass, the
 * marker is an identifier of a person; elsewhere it is a word.
 */
final class MarkedEvents {
  /** Enough that groups are released. */
  static final int PEOPLE = 30;

  /** Classes of which text may pass. */
  private static final Set<String> COARSE =
      Set.of("device_attribute", "campaign", "free_text", "catalogue");

  /** Fields that tell yes or no, or how many: nothing in them can be marked. */
  static final Set<String> UNMARKED =
      Set.of(
          "user.minor",
          "dispute.health_data",
          "dispute.explicit_consent",
          "consent.statistical",
          "consent.personalisation",
          "consent.marketing",
          "consent.share_with_sellers",
          "consent.research",
          "consent.gpc",
          "commerce.quantity",
          "search.results");

  /** Their markers make an event that is dropped, or of another kind. */
  private static final Set<String> APART =
      Set.of("event_type", "consent.tcf", "consent.gpp", "consent.google");

  final Markers markers = new Markers();
  private final JsonMapper json =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private final List<Schema.Field> fields = IdentifiedEvent.getClassSchema().getFields();

  /** One event by the paths of its fields. */
  Map<String, Object> event(int kind, int person, Set<String> apart) {
    Map<String, Object> event = new TreeMap<>();
    for (Schema.Field field : fields) {
      String path = field.getProp("path");
      if (!UNMARKED.contains(path) && (!APART.contains(path) || apart.contains(path))) {
        event.put(path, value(path, field.getProp("privacy"), kind, person));
      }
    }
    event.putIfAbsent("event_type", "page_view");
    event.put("consent.statistical", true);
    event.put("consent.personalisation", true);
    event.put("consent.marketing", true);
    event.put("consent.research", true);
    event.put("commerce.quantity", 3L);
    return event;
  }

  /** A marked value of a field. */
  Object value(String path, String privacy, int kind, int person) {
    String word = markers.word(path, person);
    String host = "https://www." + word + ".shop.example/";
    return switch (privacy) {
      case "time" -> time(path, person);
      case "amount" -> amount(path, person);
      case "coordinates" -> degrees(path, person);
      case "ip_address" ->
          path.endsWith("ip")
              ? markers.register(path, "203.0.113." + (100 + person))
              : markers.register(path, "2001:db8:85a3:8d3:1319:8a2e:370:" + (7000 + person));
      case "url" ->
          markers.hashed(
              path,
              "https://%s:%s@shop.example/user/%s/reset/%s?utm_source=%s&%s=%s#%s"
                  .formatted(
                      word,
                      word,
                      word,
                      word,
                      markers.identifier(path, kind, person).replace(' ', '+'),
                      word,
                      word,
                      word));
      case "referrer" -> markers.hashed(path, host + word + "?q=" + word);
      case "user_agent" ->
          path.equals("client_hints")
              ? Map.of(word, word, "sec-ch-ua-platform", word, "Sec-CH-UA-Model", word)
              : markers.hashed(path, "Mozilla/5.0 (" + word + ") Chrome/120.0 " + word + "/1");
      case "property" -> Map.of(word, word, "plan", markers.identifier(path, kind, person));
      default ->
          COARSE.contains(privacy)
              ? markers.hashed(path, markers.identifier(path, kind, person))
              : word;
    };
  }

  /** To the millisecond, of which stored events keep the minute. */
  private long time(String path, int person) {
    long millis = 1_780_395_463_619L + person * 1_171L; // 2026-06-02T10:17:43.619Z
    markers.register(path, Long.toString(millis));
    markers.register(path, Instant.ofEpochMilli(millis).toString());
    return millis;
  }

  /** In ten-thousandths. */
  private long amount(String path, int person) {
    long amount = 91_837_465_501L + person * 7_919L;
    markers.register(path, Long.toString(amount));
    markers.register(path, BigDecimal.valueOf(amount, 4).toPlainString());
    return amount;
  }

  private double degrees(String path, int person) {
    String digits = Markers.digits(path + person, 9);
    markers.add(digits, path);
    return Double.parseDouble((path.endsWith("latitude") ? "52.5" : "13.4") + digits);
  }

  /** As a line of throng-json, sections nested. */
  String line(Map<String, Object> event) throws IOException {
    Map<String, Object> nested = new TreeMap<>();
    event.forEach(
        (path, value) -> {
          int dot = path.indexOf('.');
          Object written =
              path.equals("commerce.price") && value instanceof Long amount
                  ? BigDecimal.valueOf(amount, 4)
                  : value;
          if (dot < 0) {
            nested.put(path, written);
          } else {
            @SuppressWarnings("unchecked")
            Map<String, Object> section =
                (Map<String, Object>)
                    nested.computeIfAbsent(path.substring(0, dot), unused -> new TreeMap<>());
            section.put(path.substring(dot + 1), written);
          }
        });
    return json.writeValueAsString(nested);
  }

  /** Every person with every kind of identifier, and once with what is told apart. */
  List<Map<String, Object>> events() {
    List<Map<String, Object>> events = new ArrayList<>();
    for (int person = 0; person < PEOPLE; person++) {
      for (int kind = 0; kind < Markers.KINDS; kind++) {
        events.add(event(kind, person, Set.of()));
      }
      events.add(event(0, person, Set.of("event_type")));
      events.add(event(0, person, APART));
    }
    return events;
  }

  byte[] jsonFile() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Map<String, Object> event : events()) {
      lines.add(line(event));
    }
    String whole = lines.get(0);
    for (int cut = 1; cut < whole.length(); cut += 61) {
      lines.add(whole.substring(0, cut));
    }
    String word = markers.word("malformed", 0);
    String address = markers.identifier("malformed", 0, 1);
    Map<String, Object> event = event(0, 0, Set.of());
    for (String path : UNMARKED) {
      lines.add(line(with(event, path, word)));
    }
    for (Schema.Field field : fields) {
      String path = field.getProp("path");
      if (!event.containsKey(path)) {
        continue;
      }
      // Where a word may pass, it is an identifier with half a character behind it that may not.
      String text = COARSE.contains(field.getProp("privacy")) ? address : word;
      for (Object other :
          List.of(17, true, List.of(word), Map.of(word, word), text + "\u0000\ud800")) {
        lines.add(line(with(event, path, other)));
      }
    }
    lines.add(line(with(event, "event_time", "2026-06-02T10:17:43 " + word)));
    lines.add(line(with(event, "event_time", 1_000L)));
    lines.add(line(with(event, word, word)));
    lines.add(line(with(event, word + "." + word, word)));
    lines.add(line(with(event, "page.title", word.repeat(3_000))));
    lines.add("{\"" + word + "\":1,\"" + word + "\":2," + whole.substring(1));
    lines.add("{\"page\":{\"" + word + "\":1,\"" + word + "\":2}," + whole.substring(1));
    lines.add(whole + word);
    lines.add("[\"" + word + "\"]");
    lines.add("\"" + word + "\"");
    lines.add(word);
    lines.add("");
    lines.add("[".repeat(500) + word);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String line : lines) {
      out.writeBytes(line.getBytes(UTF_8));
      out.write('\n');
    }
    out.writeBytes(("{\"" + word).getBytes(UTF_8));
    out.write(0xC3);
    out.writeBytes((word + "\":1}\n" + whole.substring(0, 300)).getBytes(UTF_8));
    return out.toByteArray();
  }

  private static Map<String, Object> with(Map<String, Object> event, String path, Object value) {
    Map<String, Object> changed = new TreeMap<>(event);
    changed.put(path, value);
    return changed;
  }

  /** What half of these people said, whole and broken in the middle of every word. */
  byte[] ledger() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int person = 0; person < PEOPLE; person += 2) {
      Map<String, Object> event = event(0, person, Set.of());
      for (String type : List.of("device", "cookie", "user")) {
        Map<String, Object> fact = new TreeMap<>();
        fact.put("subject", Map.of("type", type, "id", event.get(type + ".id")));
        fact.put("purpose", "*");
        fact.put("state", "withdrawn");
        fact.put("effective_at", "2026-06-01T00:00:00Z");
        fact.put("source", markers.word("ledger.source", person));
        lines.add(json.writeValueAsString(fact));
      }
    }
    String whole = lines.get(0);
    for (int cut = 1; cut < whole.length(); cut += 7) {
      lines.add(whole.substring(0, cut));
    }
    String word = markers.word("ledger.malformed", 0);
    lines.add(whole.replace("withdrawn", word));
    lines.add(whole.replace("\"*\"", "\"" + word + "\""));
    lines.add(whole.replace("2026-06-01T00:00:00Z", word));
    lines.add(whole.replace("\"type\":\"", "\"type\":\"" + word));
    lines.add(whole + word);
    lines.add(word);
    return (String.join("\n", lines) + "\n").getBytes(UTF_8);
  }

  byte[] accessLog() {
    List<String> lines = new ArrayList<>();
    for (int person = 0; person < PEOPLE; person++) {
      for (int kind = 0; kind < Markers.KINDS; kind++) {
        Map<String, Object> event = event(kind, person, Set.of());
        String url = (String) event.get("page.url");
        for (String host : List.of("" + event.get("network.ip"), "" + event.get("device.id"))) {
          lines.add(
              "%s %s %s [02/Jun/2026:10:17:43 +0000] \"GET %s HTTP/1.1\" 200 17 \"%s\" \"%s\""
                  .formatted(
                      host,
                      event.get("cookie.id"),
                      event.get("user.id"),
                      kind % 2 == 0 ? url : url.substring(url.indexOf("/user")),
                      event.get("page.referrer"),
                      event.get("user_agent")));
        }
      }
    }
    String whole = lines.get(0);
    String word = markers.word("malformed", 0);
    for (int cut = 1; cut < whole.length(); cut += 7) {
      lines.add(whole.substring(0, cut));
    }
    for (String part : List.of("02/Jun", "+0000", "GET ", " HTTP/1.1", " 200 ", " 17 ", "\"GET")) {
      lines.add(whole.replace(part, word));
      lines.add(whole.replace(part, part + word));
    }
    lines.add(whole + " \"" + word + "\" " + word);
    lines.add(whole.replace("/reset/", "/" + word.repeat(2_000)));
    lines.add(word);
    return (String.join("\n", lines) + "\n").getBytes(UTF_8);
  }

  /** Of a log with nearly all that one can hold; and how it is written. */
  static final String PATTERN =
      "$remote_addr $own_ident $remote_user [$time_local] \"$request\" $status $body_bytes_sent"
          + " \"$http_referer\" \"$http_user_agent\" \"$http_x_forwarded_for\" \"$http_cookie\""
          + " \"$cookie_uid\" \"$cookie_session\" \"$http_authorization\" \"$arg_email\""
          + " \"$request_body\" \"$http_accept_language\" \"$http_sec_ch_ua_platform\""
          + " \"$geoip_city\" \"$geoip_postal_code\" $request_id \"$host\" \"$ssl_client_s_dn\"";

  byte[] patternLog() {
    List<String> lines = new ArrayList<>();
    for (int person = 0; person < PEOPLE; person++) {
      for (int kind = 0; kind < Markers.KINDS; kind++) {
        Map<String, Object> event = event(kind, person, Set.of());
        String word = markers.word("header", person);
        lines.add(
            String.join(
                " ",
                "" + event.get("network.ip"),
                "" + event.get("cookie.id"),
                "" + event.get("user.id"),
                "[02/Jun/2026:10:17:43 +0000]",
                "\"GET " + event.get("page.url") + " HTTP/1.1\" 200 17",
                quoted(event.get("page.referrer"), event.get("user_agent")),
                quoted(event.get("network.forwarded_for"), "a=" + word, event.get("cookie.id")),
                quoted(word, "Basic " + word, word, word, event.get("device.language")),
                quoted(word, event.get("location.city"), event.get("location.postal_code")),
                "" + event.get("event_id"),
                quoted("www." + word + ".example", "CN=" + word)));
      }
    }
    String whole = lines.get(0);
    String word = markers.word("malformed", 0);
    for (int cut = 1; cut < whole.length(); cut += 7) {
      lines.add(whole.substring(0, cut));
    }
    for (String part :
        List.of("02/Jun", "+0000", "GET ", " 200 ", " 17 ", "\" \"", "Basic", "CN=")) {
      lines.add(whole.replace(part, part + word));
      lines.add(whole.replace(part, "\\x" + word));
    }
    lines.add(whole + " \"" + word + "\" " + word);
    lines.add(word);
    return (String.join("\n", lines) + "\n").getBytes(UTF_8);
  }

  private static String quoted(Object... values) {
    return Arrays.stream(values).map(each -> "\"" + each + "\"").collect(Collectors.joining(" "));
  }

  byte[] avro() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DataFileWriter<IdentifiedEvent> writer =
        new DataFileWriter<>(new SpecificDatumWriter<>(IdentifiedEvent.class))) {
      writer.setCodec(CodecFactory.deflateCodec(5));
      writer.setSyncInterval(4_000);
      writer.setMeta(markers.word("metadata", 0), markers.word("metadata", 1));
      writer.create(IdentifiedEvent.getClassSchema(), out);
      for (Map<String, Object> event : events()) {
        IdentifiedEvent record = new IdentifiedEvent();
        for (Schema.Field field : fields) {
          Object value = event.get(field.getProp("path"));
          if (value != null) {
            record.put(field.pos(), value);
          }
        }
        writer.append(record);
      }
      IdentifiedEvent large = new IdentifiedEvent();
      large.setPageTitle(markers.word("malformed", 0).repeat(3_000));
      writer.append(large);
      writer.append(new IdentifiedEvent());
    }
    return out.toByteArray();
  }

  /** A file whose schema is not that of events, and is itself marked. */
  byte[] otherAvro() throws IOException {
    String word = markers.word("schema", 0);
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "W", "doc": "W", "fields": [
                  {"name": "event_time", "type": {"type": "enum", "name": "E", "symbols": ["W"]}},
                  {"name": "W", "type": "string", "doc": "W", "default": "W"}]}
                """
                    .replace("W", word));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
      writer.create(schema, out);
    }
    return out.toByteArray();
  }
}
