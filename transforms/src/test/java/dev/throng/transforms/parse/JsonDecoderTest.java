package dev.throng.transforms.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.Charset;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonDecoderTest {

  private static final String MIN =
      "\"event_type\":\"order\",\"event_time\":\"2026-06-01T02:23:01.625Z\"";
  private static final String KEPT = "event_time=1780280581625, event_type=order";

  private final EventDecoder decoder =
      new JsonDecoder(ParseSettings.standard().withProperties(Set.of("plan", "n", "deep")));

  private String outcome(String members) {
    return Outcomes.of(decoder, "{" + MIN + (members.isEmpty() ? "" : "," + members) + "}");
  }

  @Test
  void everyFieldIsRead() {
    String event =
        """
        {"event_id":"e1", "event_type":"order", "event_time":1780280581625,
         "device":{"id":"d","type":"t","brand":"b","model":"m","os":"o","os_version":"1","screen":"1x2","language":"en"},
         "cookie":{"id":"c","lifetime":"session"},
         "user":{"id":"u","role":"buyer","company_id":"co","country":"DE","minor":false,"sign_in":"facebook"},
         "network":{"ip":"1.2.3.4","forwarded_for":"5.6.7.8"},"user_agent":"ua","client_hints":{"Sec-CH-UA":"x"},
         "location":{"latitude":52.5,"longitude":-13.25,"country":"DE","region":"BE","city":"Berlin","postal_code":"10115"},
         "page":{"url":"u","referrer":"r","title":"t"},
         "campaign":{"source":"s","medium":"m","name":"n","term":"t","content":"c"},
         "commerce":{"product_id":"p","category":"c","seller_id":"s","quantity":3,"price":12.345,"currency":"EUR","order_id":"o"},
         "search":{"query":"q","results":7},
         "dispute":{"kind":"k","text":"t","health_data":false,"explicit_consent":true},
         "consent":{"statistical":true,"personalisation":true,"marketing":false,"share_with_sellers":true,"research":false,
           "tcf":"T","gpp":"G","google":"g","gpc":true,"policy_version":"v"},
         "properties":{"plan":"gold","other":"x","n":1.50,"deep":{"a":1}}}""";
    assertEquals(
        "{campaign.content=c, campaign.medium=m, campaign.name=n, campaign.source=s,"
            + " campaign.term=t, client_hints={Sec-CH-UA=x}, commerce.category=c,"
            + " commerce.currency=EUR, commerce.order_id=o, commerce.price=123450,"
            + " commerce.product_id=p, commerce.quantity=3, commerce.seller_id=s, consent.google=g,"
            + " consent.gpc=true, consent.gpp=G, consent.marketing=false,"
            + " consent.personalisation=true, consent.policy_version=v, consent.research=false,"
            + " consent.share_with_sellers=true, consent.statistical=true, consent.tcf=T,"
            + " cookie.id=c, cookie.lifetime=session, device.brand=b, device.id=d,"
            + " device.language=en, device.model=m, device.os=o, device.os_version=1,"
            + " device.screen=1x2, device.type=t, dispute.explicit_consent=true,"
            + " dispute.health_data=false, dispute.kind=k, dispute.text=t, event_id=e1,"
            + " event_time=1780280581625, event_type=order, location.city=Berlin,"
            + " location.country=DE, location.latitude=52.5, location.longitude=-13.25,"
            + " location.postal_code=10115, location.region=BE, network.forwarded_for=5.6.7.8,"
            + " network.ip=1.2.3.4, page.referrer=r, page.title=t, page.url=u,"
            + " properties={n=1.50, plan=gold}, search.query=q, search.results=7, user.company_id=co,"
            + " user.country=DE, user.id=u, user.minor=false, user.role=buyer,"
            + " user.sign_in=facebook, user_agent=ua}",
        Outcomes.of(decoder, event));
  }

  @Test
  void nothingOfOneRecordIsLeftInTheNext() {
    outcome("\"user\":{\"id\":\"u\"},\"properties\":{\"plan\":\"gold\"}");
    assertEquals("{" + KEPT + "}", outcome(""));
  }

  @Test
  void whatIsNotUnderstoodOfConsentRefuses() {
    assertEquals(
        "{consent.google=, consent.gpc=true, consent.gpp=, consent.marketing=false,"
            + " consent.personalisation=false, consent.research=false,"
            + " consent.share_with_sellers=false, consent.statistical=false, consent.tcf=, "
            + KEPT
            + "}",
        outcome(
            "\"consent\":{\"statistical\":\"true\",\"personalisation\":1,\"marketing\":{},"
                + "\"share_with_sellers\":[true],\"research\":\"\",\"tcf\":1,\"gpp\":{},"
                + "\"google\":true,\"gpc\":0}"));
    for (String consent : new String[] {"\"yes\"", "[]", "true", "1"}) {
      assertEquals(
          "{consent.gpc=true, consent.marketing=false, consent.personalisation=false,"
              + " consent.research=false, consent.share_with_sellers=false,"
              + " consent.statistical=false, "
              + KEPT
              + "}",
          outcome("\"consent\":" + consent));
    }
    assertEquals("{" + KEPT + "}", outcome("\"consent\":null"));
    assertEquals("{" + KEPT + "}", outcome("\"consent\":{\"statistical\":null,\"gpc\":null}"));
  }

  @Test
  void whatIsNotUnderstoodWarns() {
    assertEquals(
        "{dispute.explicit_consent=false, dispute.health_data=true, " + KEPT + ", user.minor=true}",
        outcome(
            "\"user\":{\"minor\":\"no\"},"
                + "\"dispute\":{\"health_data\":\"no\",\"explicit_consent\":\"yes\"}"));
    assertEquals("{dispute.health_data=true, " + KEPT + "}", outcome("\"dispute\":\"text\""));
  }

  @Test
  void unwantedFieldsAreSkippedButWhatRefusesIsNot() {
    EventDecoder few =
        new JsonDecoder(ParseSettings.standard().withFields(Set.of("device.id", "page.url")));
    assertEquals(
        "{consent.marketing=false, device.id=d, " + KEPT + ", user.minor=true}",
        Outcomes.of(
            few,
            "{"
                + MIN
                + ",\"device\":{\"id\":\"d\",\"os\":\"x\"},\"user\":{\"id\":\"u\",\"minor\":true},"
                + "\"consent\":{\"marketing\":false}}"));
    assertEquals(
        "duplicate_key device.os",
        Outcomes.of(few, "{" + MIN + ",\"device\":{\"os\":\"x\",\"os\":\"y\"}}"));
  }

  @Test
  void spellingsOfOneNameAreOneName() {
    assertEquals("duplicate_key event_type", outcome("\"\\u0065vent_type\":\"other\""));
    assertEquals("duplicate_key", outcome("\"x\":{\"a\":1,\"\\u0061\":2}"));
    assertEquals("{" + KEPT + ", user.id=é}", outcome("\"us\\u0065r\":{\"i\\u0064\":\"\\u00e9\"}"));
  }

  /** Nor is an encoding guessed by its zeroes. */
  @Test
  void nothingIsReadButUtf8() {
    for (String encoding : new String[] {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"}) {
      byte[] record = ("{" + MIN + "}").getBytes(Charset.forName(encoding));
      assertEquals("malformed", Outcomes.of(decoder, record), encoding);
    }
  }
}
