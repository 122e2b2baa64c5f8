package dev.throng.transforms.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudEventMessagesTest {
  private static final String TIME = "2026-06-01T02:23:01.625Z";
  private static final String KEPT = "event_id=e1, event_time=1780280581625, event_type=order";

  private final MessageDecoder decoder = Format.CLOUDEVENTS.messages(ParseSettings.standard());
  private int unknown;

  /** Headers in pairs. */
  private record Pairs(List<String> names, List<byte @Nullable []> values) implements Headers {
    static Pairs of(@Nullable String... pairs) {
      Pairs all = new Pairs(new ArrayList<>(), new ArrayList<>());
      for (int i = 0; i < pairs.length; i += 2) {
        String value = pairs[i + 1];
        all.names.add(String.valueOf(pairs[i]));
        all.values.add(value == null ? null : value.getBytes(UTF_8));
      }
      return all;
    }

    @Override
    public void each(BiConsumer<String, byte @Nullable []> each) {
      for (int i = 0; i < names.size(); i++) {
        each.accept(names.get(i), values.get(i));
      }
    }
  }

  private String outcome(MessageDecoder by, String value, Headers headers) {
    Outcomes outcomes = new Outcomes();
    by.decode(value.replace('\'', '"').getBytes(UTF_8), headers, outcomes);
    assertEquals(1, outcomes.all.size());
    unknown = outcomes.unknown;
    return outcomes.all.get(0);
  }

  private String binary(String value, @Nullable String... more) {
    List<@Nullable String> headers =
        new ArrayList<>(
            List.of(
                "ce_specversion",
                "1.0",
                "ce_type",
                "com.example.order.v1",
                "ce_source",
                "/shop",
                "ce_id",
                "e1",
                "ce_time",
                TIME));
    headers.addAll(java.util.Arrays.asList(more));
    return outcome(decoder, value, Pairs.of(headers.toArray(String[]::new)));
  }

  @Test
  void binaryMode() {
    assertEquals("{" + KEPT + "}", binary(""));
    assertEquals("{" + KEPT + ", user.id=u}", binary("{'user':{'id':'u'}}"));
    assertEquals("{" + KEPT + "}", binary("null", "content-type", "application/json"));
    // Data goes before its envelope.
    assertEquals(
        "{consent.marketing=false, event_id=d, event_time=1, event_type=search}",
        binary(
            "{'event_id':'d','event_type':'search','event_time':1,'consent':{'marketing':false}}"));
    assertEquals(
        "{" + KEPT + "}",
        binary("{}", "ce_subject", "anna", "ce_dataschema", "x", "kafka_key", "anna"));
    assertEquals(0, unknown);
    assertEquals("{" + KEPT + "}", binary("{}", "ce_myextension", "anna", "ce_other", null));
    assertEquals(2, unknown);
    assertEquals(
        "{event_time=1780280581625, event_type=order}",
        outcome(decoder, "{}", Pairs.of("CE-TYPE", "order", "Ce-Time", TIME, "ce-id", null)));
  }

  /** What cannot be read could hold a refusal. */
  @ParameterizedTest
  @CsvSource({
    "'text', , malformed",
    "'\"text\"', , malformed data",
    "[], , malformed data",
    "'{} {}', , trailing_content",
    "'{', , malformed",
    "{}, application/avro, malformed data",
    "{}, text/plain; charset=utf-8, malformed data",
    "{}, application/cloudevents-batch+json, malformed content-type",
    "{}, application/cloudevents+avro, malformed content-type",
    "'{\"user\":{},\"user\":{}}', , duplicate_key data.user"
  })
  void dataThatCannotBeRead(String value, @Nullable String type, String expected) {
    assertEquals(
        expected, type == null ? binary(value) : binary(value, "Content-Type", type), value);
  }

  @Test
  void badEnvelopes() {
    assertEquals(
        "missing_field data.event_type", outcome(decoder, "{}", Pairs.of("ce_time", TIME)));
    assertEquals(
        "missing_field data.event_time", outcome(decoder, "{}", Pairs.of("ce_type", "order")));
    assertEquals(
        "bad_time data.event_time",
        outcome(decoder, "{}", Pairs.of("ce_type", "order", "ce_time", "2026-06-01")));
    assertEquals("duplicate_key id", binary("{}", "ce-id", "e2"));
    assertEquals("limit", binary("{}", "ce_a", "a".repeat(1 << 18)));
    MessageDecoder small =
        Format.CLOUDEVENTS.messages(ParseSettings.standard().withMaxRecordBytes(100));
    assertEquals("too_large", outcome(small, "{}", Pairs.of("ce_a", "a".repeat(100))));
    Headers broken = each -> each.accept("ce_id", new byte[] {(byte) 0xff});
    assertEquals("invalid_utf8", outcome(decoder, "{}", broken));
  }

  @Test
  void structuredMode() {
    String event = "{'specversion':'1.0','id':'e1','type':'order','time':'" + TIME + "'}";
    assertEquals("{" + KEPT + "}", outcome(decoder, event, Headers.NONE));
    assertEquals(
        "{" + KEPT + "}",
        outcome(
            decoder,
            event,
            Pairs.of("content-type", "application/cloudevents+json", "ce_id", "another")));
    assertEquals("empty", outcome(decoder, "", Headers.NONE));
  }

  @Test
  void otherFormatsKnowNoHeaders() {
    assertEquals(
        "{event_time=1, event_type=order}",
        outcome(
            Format.THRONG_JSON.messages(ParseSettings.standard()),
            "{'event_type':'order','event_time':1}",
            Pairs.of("ce_id", "e1")));
  }
}
