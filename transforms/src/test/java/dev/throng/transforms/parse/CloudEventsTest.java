package dev.throng.transforms.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudEventsTest {
  private static final String MIN =
      "'specversion':'1.0','id':'e1','source':'/shop','type':'com.example.order.v1',"
          + "'time':'2026-06-01T02:23:01.625Z'";
  private static final String KEPT = "event_id=e1, event_time=1780280581625, event_type=order";

  private final EventDecoder decoder = Format.CLOUDEVENTS.decoder(ParseSettings.standard());

  private String outcome(String members) {
    String more = members.isEmpty() ? "" : "," + members;
    return Outcomes.of(decoder, ("{" + MIN + more + "}").replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource({
    "com.example.page_view, page_view",
    "com.example.page_view.v2, page_view",
    "com.example/page-view/v12, page_view",
    "PageView, pageview",
    "order, order",
    "'', other"
  })
  void types(String type, String expected) {
    assertEquals(
        "{event_time=1780280581625, event_type=" + expected + "}",
        Outcomes.of(decoder, "{\"type\":\"" + type + "\",\"time\":\"2026-06-01T02:23:01.625Z\"}"));
  }

  /** Wherever it stands. */
  @Test
  void dataGoesBeforeItsEnvelope() {
    String data =
        "'data':{'event_id':'d','event_type':'search','event_time':1,'user':{'id':'u'},"
            + "'consent':{'marketing':false},'properties':{'plan':'x'},'client_hints':{'a':'b'}}";
    String expected =
        "{client_hints={a=b}, consent.marketing=false, event_id=d, event_time=1, event_type=search,"
            + " user.id=u}";
    assertEquals(expected, outcome(data));
    assertEquals(expected, Outcomes.of(decoder, ("{" + data + "," + MIN + "}").replace('\'', '"')));
    assertEquals("{" + KEPT + "}", outcome(""));
    assertEquals("{" + KEPT + "}", outcome("'data':null,'data_base64':null"));
    assertEquals("{" + KEPT + ", user.id=u}", outcome("'data':{'user':{'id':'u'}}"));
  }

  /** It could hold a refusal. */
  @Test
  void dataThatCannotBeReadIsNoEvent() {
    for (String data : List.of("'text'", "[]", "7", "true", "'{\\\"consent\\\":{}}'")) {
      assertEquals("malformed data", outcome("'data':" + data), data);
    }
    assertEquals("malformed data_base64", outcome("'data_base64':'e30='"));
    assertEquals("duplicate_key data.user", outcome("'data':{'user':{},'user':{}}"));
    assertEquals("duplicate_key data.user.id", outcome("'data':{'user':{'id':'a','id':'b'}}"));
    EventDecoder few = Format.CLOUDEVENTS.decoder(ParseSettings.standard().withFields(Set.of()));
    assertEquals(
        "{consent.gpc=true, consent.marketing=false, consent.personalisation=false,"
            + " consent.research=false, consent.share_with_sellers=false,"
            + " consent.statistical=false, event_time=1780280581625, event_type=order}",
        Outcomes.of(few, ("{" + MIN + ",'data':{'consent':'no'}}").replace('\'', '"')));
  }

  @Test
  void badEnvelopes() {
    assertEquals(
        "missing_field data.event_type",
        Outcomes.of(decoder, "{\"time\":\"2026-06-01T02:23:01Z\"}"));
    assertEquals("missing_field data.event_time", Outcomes.of(decoder, "{\"type\":\"order\"}"));
    assertEquals(
        "bad_time data.event_time",
        Outcomes.of(decoder, "{\"type\":\"order\",\"time\":\"2026-06-01\"}"));
    assertEquals("not_an_object", Outcomes.of(decoder, "[{\"type\":\"order\"}]"));
  }
}
