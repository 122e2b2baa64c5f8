package dev.throng.transforms.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ga4Test {
  private static final String MIN = "'event_name':'purchase','event_timestamp':'1780280581625123'";
  private static final String KEPT = "event_time=1780280581625, event_type=order";

  private final EventDecoder decoder = Format.GA4_EXPORT.decoder(ParseSettings.standard());

  private String outcome(String members) {
    String more = members.isEmpty() ? "" : "," + members;
    return Outcomes.of(decoder, ("{" + MIN + more + "}").replace('\'', '"'));
  }

  /**
   * A row as BigQuery writes it: whole numbers are strings, and what is not there is null or not.
   */
  @Test
  void aWholeRow() {
    String row =
        """
        {"event_date":"20260601","event_timestamp":"1780280581625123","event_name":"purchase",
         "event_params":[
          {"key":"page_location","value":{"string_value":"https://shop.example/thanks","int_value":null,"float_value":null,"double_value":null}},
          {"key":"ga_session_id","value":{"int_value":"1700000001"}},
          {"key":"currency","value":{"string_value":"EUR"}},
          {"key":"value","value":{"double_value":30.03}},
          {"key":"engagement_time_msec","value":{"int_value":"7"}},
          {"value":{"string_value":"Thank you"},"key":"page_title"},
          {"key":"screen_resolution","value":{"string_value":"1920x1080"}}],
         "event_previous_timestamp":null,"event_bundle_sequence_id":"-12","user_id":"u7","user_pseudo_id":"1234.5678",
         "privacy_info":{"analytics_storage":"Yes","ads_storage":"No","uses_transient_token":"No"},
         "user_properties":[{"key":"email","value":{"string_value":"anna@shop.example","set_timestamp_micros":"1"}}],
         "user_ltv":{"revenue":1.5,"currency":"USD"},
         "device":{"category":"mobile","mobile_brand_name":"Samsung","mobile_model_name":"SM-A","operating_system":"Android",
          "operating_system_version":"Android 14","language":"de-de","is_limited_ad_tracking":"No","advertising_id":"ad-1",
          "web_info":{"browser":"Chrome","hostname":"shop.example"}},
         "geo":{"continent":"Europe","country":"Germany","region":"Bavaria","city":"Munich","metro":"(not set)"},
         "app_info":null,"traffic_source":{"name":"(organic)","medium":"organic","source":"google"},
         "collected_traffic_source":{"manual_source":"news","gclid":"secret"},
         "stream_id":"1","platform":"WEB",
         "ecommerce":{"total_item_quantity":"3","purchase_revenue":30.03,"transaction_id":"T1","tax_value":1},
         "items":[{"item_id":"P1","item_name":"A chair","item_category":"chairs","price":10.01,"quantity":"3","item_params":[]}],
         "is_active_user":true}
        """
            .replace('\n', ' ');
    Outcomes outcomes = new Outcomes();
    byte[] bytes = row.getBytes(StandardCharsets.UTF_8);
    decoder.decode(bytes, 0, bytes.length, outcomes);
    assertEquals(
        List.of(
            "{campaign.medium=organic, campaign.name=(organic), campaign.source=news,"
                + " commerce.category=chairs, commerce.currency=EUR, commerce.order_id=T1,"
                + " commerce.price=300300, commerce.product_id=P1, commerce.quantity=3,"
                + " consent.google=analytics_storage=granted&ad_storage=denied,"
                + " cookie.id=1234.5678, device.brand=Samsung, device.id=ad-1,"
                + " device.language=de-de, device.model=SM-A, device.os=Android,"
                + " device.os_version=Android 14, device.screen=1920x1080, device.type=mobile, "
                + KEPT
                + ", location.city=Munich, location.country=Germany, location.region=Bavaria,"
                + " page.title=Thank you, page.url=https://shop.example/thanks, user.id=u7}"),
        outcomes.all);
    assertEquals(0, outcomes.unknown);
  }

  @ParameterizedTest
  @CsvSource({
    "page_view, page_view",
    "view_item, product_view",
    "add_to_cart, add_to_cart",
    "search, search",
    "login, sign_in",
    "app_exception, error",
    "my_own, my_own"
  })
  void events(String name, String type) {
    assertEquals(
        "{event_time=1780280581625, event_type=" + type + "}",
        Outcomes.of(
            decoder, "{\"event_name\":\"" + name + "\",\"event_timestamp\":1780280581625999}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'analytics_storage':'Yes','ads_storage':'Yes'} | granted | granted",
        "{'ads_storage':'Yes','analytics_storage':'No'} | denied | granted",
        "{'analytics_storage':'Yes'} | granted | denied",
        "{'analytics_storage':'Yes','ads_storage':null} | granted | denied",
        "{'analytics_storage':'yes','ads_storage':true} | denied | denied",
        "{'analytics_storage':'Unset','ads_storage':'Unset'} | denied | denied"
      })
  void consent(String info, String analytics, String adverts) {
    assertEquals(
        "{consent.google=analytics_storage="
            + analytics
            + "&ad_storage="
            + adverts
            + ", "
            + KEPT
            + "}",
        outcome("'privacy_info':" + info));
  }

  @Test
  void consentThatSaysNothingAndThatCannotBeRead() {
    for (String silent :
        List.of("null", "{}", "{'analytics_storage':null}", "{'uses_transient_token':'No'}")) {
      assertEquals("{" + KEPT + "}", outcome("'privacy_info':" + silent), silent);
    }
    for (String malformed : List.of("'Yes'", "[]", "7", "{'analytics_storage':{'a':1}}")) {
      assertEquals(
          "{consent.google=, " + KEPT + "}", outcome("'privacy_info':" + malformed), malformed);
    }
    EventDecoder few = Format.GA4_EXPORT.decoder(ParseSettings.standard().withFields(Set.of()));
    assertEquals(
        "{consent.google=, " + KEPT + "}",
        Outcomes.of(few, ("{" + MIN + ",'privacy_info':'no'}").replace('\'', '"')));
    assertEquals(
        "{consent.marketing=false, " + KEPT + "}",
        outcome("'device':{'is_limited_ad_tracking':'Yes'}"));
  }

  @Test
  void badRows() {
    assertEquals(
        "missing_field event_name",
        Outcomes.of(decoder, "{\"event_timestamp\":\"1780280581625123\"}"));
    assertEquals(
        "missing_field event_timestamp", Outcomes.of(decoder, "{\"event_name\":\"purchase\"}"));
    for (String time :
        List.of("\"\"", "\"-1\"", "\"1e3\"", "\"99999999999999999999\"", "1.5", "{}")) {
      assertEquals(
          "bad_time event_timestamp",
          Outcomes.of(decoder, "{\"event_name\":\"purchase\",\"event_timestamp\":" + time + "}"),
          time);
    }
    assertEquals("duplicate_key event_name", outcome("'event_name':'login'"));
    assertEquals("duplicate_key", outcome("'event_params':[{'key':'a','key':'b'}]"));
    assertEquals("{" + KEPT + "}", outcome("'event_params':{},'items':{},'geo':[],'device':'x'"));
    assertEquals("{" + KEPT + "}", outcome("'items':[{'item_id':'a'},{'item_id':'b'}]"));
  }

  @Test
  void unknownFieldsAreCounted() {
    Outcomes outcomes = new Outcomes();
    byte[] bytes =
        ("{"
                + MIN
                + ",'event_params':[{'key':'mine','value':{'string_value':'x'}},{'key':7,'value':1},"
                + "{'value':{'string_value':'x'},'key':'hers'}],'new':{'a':{'b':1}}}")
            .replace('\'', '"')
            .getBytes(StandardCharsets.UTF_8);
    decoder.decode(bytes, 0, bytes.length, outcomes);
    assertEquals(List.of("{" + KEPT + "}"), outcomes.all);
    assertEquals(4, outcomes.unknown);
  }
}
