package dev.throng.transforms.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentTest {
  private static final String MIN =
      "\"type\":\"track\",\"event\":\"Order Completed\",\"timestamp\":\"2026-06-01T02:23:01.625Z\"";
  private static final String KEPT = "event_time=1780280581625, event_type=order";

  private final EventDecoder decoder =
      Format.SEGMENT.decoder(ParseSettings.standard().withProperties(Set.of("plan", "email")));

  private String outcome(String members) {
    return Outcomes.of(decoder, "{" + MIN + (members.isEmpty() ? "" : "," + members) + "}");
  }

  @ParameterizedTest
  @CsvSource({
    "track, Product Viewed, product_view",
    "track, product viewed, product_view",
    "track, PRODUCT_VIEWED, product_view",
    "track, ' Order Completed ', order",
    "track, dispute, dispute",
    "track, Trade Show, trade_show",
    "track, Random, random",
    "track, '', other",
    "track, https://a.example/very/long/address/that/is/no/name/of/an/event/at/all, other",
    "page, Order Completed, page_view",
    "screen, MainActivity, page_view",
    "identify, , other",
    "group, , other",
    "track, , other"
  })
  void whatHappened(String type, String event, String expected) {
    String name = event == null ? "" : ",\"event\":\"" + event + "\"";
    String timed = "\"timestamp\":\"2026-06-01T02:23:01.625Z\"";
    String text = ",\"type\":\"" + type + "\"";
    String kept = "{event_time=1780280581625, event_type=" + expected + "}";
    assertEquals(kept, Outcomes.of(decoder, "{" + timed + name + text + "}"));
    assertEquals(kept, Outcomes.of(decoder, "{" + timed + text + name + "}"));
  }

  @Test
  void theFirstSourceThatHasAValueCounts() {
    String first = "\"context\":{\"page\":{\"url\":\"a\"}}";
    String second = "\"properties\":{\"url\":\"b\"}";
    assertEquals("{" + KEPT + ", page.url=a}", outcome(first + "," + second));
    assertEquals("{" + KEPT + ", page.url=a}", outcome(second + "," + first));
    assertEquals(
        "{" + KEPT + ", page.url=b}", outcome("\"context\":{\"page\":{\"url\":null}}," + second));
  }

  /** A time that cannot be read is none, and the next one counts; without any there is no event. */
  @Test
  void times() {
    assertEquals(
        "{event_time=1780280581625, event_type=page_view}",
        Outcomes.of(
            decoder,
            "{\"type\":\"page\",\"sentAt\":\"2027-01-01T00:00:00Z\",\"timestamp\":\"yesterday\","
                + "\"originalTimestamp\":\"2026-06-01T04:23:01.625+02:00\"}"));
    assertEquals(
        "bad_time timestamp",
        Outcomes.of(decoder, "{\"type\":\"page\",\"timestamp\":\"yesterday\"}"));
    assertEquals("missing_field timestamp", Outcomes.of(decoder, "{\"type\":\"page\"}"));
    assertEquals("missing_field type", Outcomes.of(decoder, "{\"userId\":\"a\"}"));
  }

  /** Of several products nobody can say which one the event is about. */
  @Test
  void onlyOneProduct() {
    String one = "{\"product_id\":7,\"quantity\":\"2\",\"category\":\"c\",\"price\":3}";
    assertEquals(
        "{commerce.category=c, commerce.product_id=7, commerce.quantity=2, " + KEPT + "}",
        outcome("\"properties\":{\"products\":[" + one + "]}"));
    assertEquals(
        "{" + KEPT + "}", outcome("\"properties\":{\"products\":[" + one + "," + one + "]}"));
    assertEquals(
        "{commerce.category=d, " + KEPT + "}",
        outcome("\"properties\":{\"products\":[" + one + "," + one + "],\"category\":\"d\"}"));
    assertEquals("{" + KEPT + "}", outcome("\"properties\":{\"products\":[[" + one + "]]}"));
  }

  /** Also where the policy names one that the mapping drops. */
  @Test
  void onlyNamedPropertiesPass() {
    assertEquals(
        "{" + KEPT + ", properties={plan=gold}}",
        outcome(
            "\"properties\":{\"plan\":\"gold\",\"email\":\"a@b.example\",\"other\":1,"
                + "\"deep\":{\"plan\":\"x\"}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'consent':{'categoryPreferences':{'Analytics':true,'Advertising':false}}"
            + " | consent.marketing=false, consent.statistical=true, ",
        "'consent':{'categoryPreferences':{'C0002':true,'Performance':false}}"
            + " | consent.statistical=false, ",
        "'consent':{'categoryPreferences':{'Performance':false,'C0002':true}}"
            + " | consent.statistical=false, ",
        "'consent':{'categoryPreferences':{'Analytics':'true','Functional':1,'Data Sharing':{}}}"
            + " | consent.personalisation=false, consent.share_with_sellers=false,"
            + " consent.statistical=false, ",
        "'consent':{'categoryPreferences':{'Necessary':true,'Whatever':true}} |",
        "'consent':{'categoryPreferences':{'Analytics':null}} |",
        "'consent':{'categoryPreferences':null} |",
        "'consent':null |",
        "'consentManagement':{'allowedConsentIds':['analytics'],'deniedConsentIds':['marketing']}"
            + " | consent.marketing=false, consent.statistical=true, ",
        "'consentManagement':{'allowedConsentIds':['analytics'],'deniedConsentIds':['analytics']}"
            + " | consent.statistical=false, ",
        "'consentManagement':{'deniedConsentIds':['analytics'],'allowedConsentIds':['analytics']}"
            + " | consent.statistical=false, ",
        "'device':{'attTrackingStatus':2} | consent.marketing=false, ",
        "'device':{'attTrackingStatus':3} |",
        "'device':{'adTrackingEnabled':false} | consent.marketing=false, "
      })
  void consent(String context, String words) {
    assertEquals(
        "{" + (words == null ? "" : words + " ") + KEPT + "}",
        outcome("\"context\":{" + context.replace('\'', '"') + "}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'consent':'yes'",
        "'consent':[]",
        "'consent':{'categoryPreferences':'all'}",
        "'consent':{'categoryPreferences':['Analytics']}",
        "'consentManagement':true",
        "'consentManagement':{'allowedConsentIds':{'analytics':true}}",
        "'consentManagement':{'allowedConsentIds':[{'id':'analytics'}]}",
        "'consentManagement':{'deniedConsentIds':'all'}"
      })
  void consentThatCannotBeReadRefusesEverything(String context) {
    String refused =
        "{consent.marketing=false, consent.personalisation=false, consent.research=false,"
            + " consent.share_with_sellers=false, consent.statistical=false, "
            + KEPT
            + "}";
    assertEquals(refused, outcome("\"context\":{" + context.replace('\'', '"') + "}"));
    EventDecoder few = Format.SEGMENT.decoder(ParseSettings.standard().withFields(Set.of()));
    assertEquals(
        refused,
        Outcomes.of(few, "{" + MIN + ",\"context\":{" + context.replace('\'', '"') + "}}"));
  }

  @Test
  void whoIsUnderAge() {
    assertEquals("{" + KEPT + ", user.minor=true}", outcome("\"traits\":{\"age\":17}"));
    assertEquals("{" + KEPT + ", user.minor=true}", outcome("\"traits\":{\"age\":\"9\"}"));
    assertEquals("{" + KEPT + "}", outcome("\"context\":{\"traits\":{\"age\":18}}"));
  }

  @Test
  void unknownFieldsAreCountedAndNothingElse() {
    Outcomes outcomes = new Outcomes();
    byte[] record =
        ("{"
                + MIN
                + ",\"new\":{\"a\":1,\"b\":2},\"context\":{\"new\":1},\"properties\":{\"x\":1},"
                + "\"traits\":{\"email\":\"a@b.example\"},\"integrations\":{\"All\":true}}")
            .getBytes(StandardCharsets.UTF_8);
    decoder.decode(record, 0, record.length, outcomes);
    assertEquals(List.of("{" + KEPT + "}"), outcomes.all);
    assertEquals(2, outcomes.unknown);
  }

  /** Real messages, against a tree and plain look-ups in it. */
  @Test
  void realMessages() throws IOException {
    byte[] file;
    try (InputStream in = SegmentTest.class.getResourceAsStream("segment_messages.ndjson")) {
      file = in.readAllBytes();
    }
    List<String> read = Outcomes.read(Format.SEGMENT, file, ParseSettings.standard());
    List<String> lines = new String(file, StandardCharsets.UTF_8).lines().toList();
    assertEquals(lines.size(), read.size());
    int kept = 0;
    for (int i = 0; i < lines.size(); i++) {
      String expected = expected(JsonMapper.builder().build().readTree(lines.get(i)));
      kept += expected.startsWith("{") ? 1 : 0;
      assertEquals(expected, read.get(i).substring(read.get(i).indexOf(' ') + 1), lines.get(i));
    }
    assertTrue(kept > 150, kept + " are kept");
  }

  private static String expected(JsonNode message) {
    Map<String, Object> event = new TreeMap<>();
    String type = message.path("type").asText();
    String name = message.path("event").asText();
    event.put(
        "event_type",
        type.equals("page") || type.equals("screen")
            ? "page_view"
            : type.equals("track") && !name.isEmpty()
                ? switch (name.strip().toLowerCase(java.util.Locale.ROOT)) {
                  case "order completed" -> "order";
                  case "product viewed" -> "product_view";
                  case "product added" -> "add_to_cart";
                  case "products searched" -> "search";
                  case "product list viewed" -> "page_view";
                  default ->
                      name.length() > 64
                          ? "other"
                          : name.toLowerCase(java.util.Locale.ROOT)
                              .replaceAll("[^a-z0-9]+", "_")
                              .replaceAll("^_|_$", "");
                }
                : "other");
    List<String> times = new ArrayList<>();
    for (String time : List.of("timestamp", "originalTimestamp", "receivedAt", "sentAt")) {
      message.path(time).asText("").lines().filter(t -> !t.isEmpty()).forEach(times::add);
    }
    if (times.isEmpty()) {
      return "missing_field timestamp";
    }
    event.put("event_time", OffsetDateTime.parse(times.get(0)).toInstant().toEpochMilli());
    text(event, "event_id", message, "messageId", "message_id");
    text(event, "user.id", message, "userId");
    text(event, "cookie.id", message, "anonymousId");
    text(event, "user.company_id", message, "groupId");
    text(event, "device.id", message, "context/device/id", "context/device/advertisingId");
    text(event, "device.type", message, "context/device/type");
    text(event, "device.brand", message, "context/device/manufacturer");
    text(event, "device.model", message, "context/device/model");
    text(event, "device.os", message, "context/os/name");
    text(event, "device.os_version", message, "context/os/version");
    text(event, "device.language", message, "context/locale");
    text(event, "network.ip", message, "context/ip", "request_ip");
    text(event, "user_agent", message, "context/userAgent");
    text(event, "page.url", message, "context/page/url", "properties/url");
    text(event, "page.referrer", message, "context/page/referrer", "properties/referrer");
    text(event, "page.title", message, "context/page/title", "properties/title");
    text(event, "commerce.category", message, "properties/category");
    text(event, "commerce.currency", message, "properties/currency");
    text(event, "commerce.order_id", message, "properties/order_id");
    text(event, "search.query", message, "properties/query");
    text(
        event, "user.country", message, "traits/address/country", "context/traits/address/country");
    JsonNode products = message.at("/properties/products");
    JsonNode only = products.size() == 1 ? products.get(0) : message.path("none");
    text(event, "commerce.product_id", message, "properties/product_id", "properties/sku");
    if (!event.containsKey("commerce.product_id")) {
      text(event, "commerce.product_id", only, "product_id", "sku");
    }
    if (!event.containsKey("commerce.category")) {
      text(event, "commerce.category", only, "category");
    }
    JsonNode quantity = message.at("/properties/quantity");
    quantity = quantity.isMissingNode() ? only.path("quantity") : quantity;
    if (quantity.asText().matches("\\d+")) {
      event.put("commerce.quantity", Long.valueOf(quantity.asText()));
    }
    for (String amount : List.of("total", "revenue", "value", "price")) {
      String written = message.at("/properties/" + amount).asText();
      if (written.matches("-?\\d+(\\.\\d+)?") && !event.containsKey("commerce.price")) {
        event.put(
            "commerce.price", new java.math.BigDecimal(written).movePointRight(4).longValueExact());
      }
    }
    String width = message.at("/context/screen/width").asText();
    String height = message.at("/context/screen/height").asText();
    if (!width.isEmpty() && !height.isEmpty()) {
      event.put("device.screen", width + "x" + height);
    }
    for (String age : List.of("/traits/age", "/context/traits/age")) {
      if (message.at(age).isInt() && message.at(age).intValue() < 18) {
        event.put("user.minor", true);
      }
    }
    int tracking = message.at("/context/device/attTrackingStatus").asInt();
    if (tracking == 1 || tracking == 2) {
      event.put("consent.marketing", false);
    }
    return event.toString();
  }

  private static void text(
      Map<String, Object> event, String field, JsonNode message, String... paths) {
    for (String path : paths) {
      JsonNode value = message.at("/" + path);
      boolean number = value.isIntegralNumber() && field.endsWith("id");
      if ((value.isTextual() || number) && !event.containsKey(field)) {
        event.put(field, value.asText());
      }
    }
  }
}
