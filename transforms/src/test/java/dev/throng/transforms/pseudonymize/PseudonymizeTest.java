package dev.throng.transforms.pseudonymize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.pseudonymize.PseudonymizeSettings.Needs;
import dev.throng.transforms.step.Amount;
import dev.throng.transforms.step.Purpose;
import dev.throng.transforms.step.Warning;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PseudonymizeTest {
  private static final String CHROME =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/120.0.0.0 Safari/537.36";

  @TempDir private Path folder;
  private Workbench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new Workbench(folder);
  }

  @Test
  void everyFieldOfAnEvent() throws Exception {
    bench.policy("properties: []", "properties: [plan, colour, shape]");
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("event_time", Workbench.TIME);
    expected.put("event_type", "order");
    expected.put("epoch", "2026-06");
    expected.put("robot", false);
    expected.put("event", Workbench.june("event", "e-1"));
    expected.put("device", Workbench.june("device", "d-1"));
    expected.put("cookie", Workbench.june("cookie", "c-1"));
    expected.put("user", Workbench.june("user", "u-1"));
    expected.put("company", Workbench.june("company", "f-1"));
    expected.put("seller", Workbench.june("seller", "s-1"));
    expected.put("order", Workbench.june("order", "o-1"));
    expected.put("person_hash", Workbench.person("person", "user:u-1"));
    expected.put("device_hash", Workbench.person("device", "d-1"));
    expected.put("cookie_hash", Workbench.person("cookie", "c-1"));
    expected.put("user_hash", Workbench.person("user", "u-1"));
    expected.put("company_hash", Workbench.person("company", "f-1"));
    expected.put("day_bound", false);
    expected.put("granted", Purpose.STATISTICAL.bit());
    expected.put("refused", Purpose.MARKETING.bit());
    expected.put("gpc", false);
    expected.put("objected", 0);
    for (String asked : List.of("join_device", "join_cookie", "join_user", "join_company")) {
      expected.put(asked, null); // Only where a ledger is to be asked.
    }
    expected.put("outdated", false);
    expected.put("minor", true);
    expected.put("health_data", true);
    expected.put("explicit_consent", true);
    expected.put("residence", "DE");
    expected.put("country", "US");
    expected.put("region", "California");
    expected.put("city", "Berkeley");
    expected.put("network", null);
    expected.put("browser", "Chrome");
    expected.put("browser_version", "120");
    expected.put("os", "Windows");
    expected.put("os_version", "10");
    expected.put("device_class", "desktop");
    expected.put("device_brand", "Lenovo");
    expected.put("device_model", "ThinkPad X1");
    expected.put("screen", "1900x1100");
    expected.put("language", "pt");
    expected.put("cookie_lifetime", "persistent");
    expected.put("role", "buyer");
    expected.put("sign_in", "facebook");
    expected.put("host", "shop.example.com");
    expected.put("path", "/u/{id}/orders/{id}");
    expected.put("query", "page=2&utm_source=mail");
    expected.put("referrer", "example.co.uk");
    expected.put("title", "Your order, {email}");
    expected.put("campaign_source", "mail");
    expected.put("campaign_medium", "newsletter");
    expected.put("campaign_name", "spring to {email}");
    expected.put("campaign_term", "shoes");
    expected.put("campaign_content", "blue");
    expected.put("product", "P000382");
    expected.put("category", "shoes");
    expected.put("quantity", 1_000_000L);
    expected.put("price", 10_000_000_000_000L);
    expected.put("currency", "EUR");
    expected.put("search_query", "red shoes {card}");
    expected.put("search_results", 0L);
    expected.put("dispute_kind", "late delivery");
    expected.put("properties", Map.of("plan", "gold", "colour", "{email}"));
    assertFields(expected, bench.kept(full()));
  }

  /** Only what must be there: kept, of nobody, and nothing said on consent. */
  @Test
  void aBareEventWithoutAWordOnConsent() {
    Map<String, Object> expected = nothing();
    expected.put("event_type", "other");
    expected.put("epoch", "2026-06");
    assertFields(expected, bench.kept(Workbench.event("something else")));
    assertEquals("other", bench.kept(Workbench.event(" ")).getEventType());
    assertEquals("page_view", bench.kept(Workbench.event(" Page_View ")).getEventType());
  }

  /** The one object that comes out again and again keeps nothing of the event before. */
  @Test
  void nothingStaysBehind() {
    bench.policy("properties: []", "properties: [plan]");
    PseudonymousEvent alone = bench.kept(Workbench.event("error"));
    Pseudonymize step = bench.step();
    assertEquals("kept", bench.said(step, full()));
    assertEquals("kept", bench.said(step, Workbench.event("error")));
    assertEquals(alone, bench.last());
  }

  @Test
  void timesOutsideTheLimitsAreRejected() throws Exception {
    bench.needs = new Needs(false, false, false, false, false, false);
    IdentifiedEvent raw = Workbench.event("error");
    raw.setEventTime(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli());
    assertEquals("kept", bench.said(raw));
    raw.setEventTime(Instant.parse("2026-06-30T23:59:59.999Z").toEpochMilli());
    assertEquals("kept", bench.said(raw));
    for (Long time :
        new @Nullable Long[] {
          Instant.parse("2025-12-31T23:59:59.999Z").toEpochMilli(),
          Instant.parse("2026-07-01T00:00:00Z").toEpochMilli(),
          Long.MIN_VALUE,
          Long.MAX_VALUE,
          null
        }) {
      raw.setEventTime(time);
      assertEquals("rejected time_out_of_limits event_time", bench.said(raw));
    }
  }

  /** P14. */
  @Test
  void eventsOfADestroyedEpochAreDropped() throws Exception {
    bench.destroyed("epoch/2026-06");
    assertEquals("dropped epoch_destroyed", bench.said(full()));
    assertEquals("dropped epoch_destroyed", bench.said(Workbench.event("error")));
  }

  /** P19, P8, P31: what the signals take down is there, whatever else is dropped. */
  @Test
  void anUnsubscribeEventObjectsToMarketing() {
    IdentifiedEvent raw = Workbench.event("Unsubscribe");
    raw.setConsentMarketing(true);
    PseudonymousEvent treated = bench.kept(raw);
    assertEquals(Purpose.MARKETING.bit(), treated.getObjected());
    assertEquals(Purpose.MARKETING.bit(), treated.getGranted());
    assertEquals(0, bench.kept(Workbench.event("email_click")).getObjected());
  }

  /** P18: its own categories say yes; the string says nothing that can be read. */
  @Test
  void aMalformedSignalIsWarnedOfAndRefuses() {
    IdentifiedEvent raw = Workbench.event("page_view");
    raw.setConsentStatistical(true);
    raw.setConsentTcf("me@home.example");
    assertEquals(7, bench.kept(raw).getRefused());
    assertEquals(List.of(Warning.MALFORMED_TCF), bench.warnings);
  }

  @Test
  void whatNobodyAsksForIsNotComputed() throws Exception {
    bench.needs = new Needs(false, false, false, false, false, false);
    PseudonymousEvent treated = bench.kept(full());
    assertEquals(Workbench.person("person", "user:u-1"), treated.getPersonHash());
    for (String field :
        List.of(
            "epoch",
            "event",
            "device",
            "cookie",
            "user",
            "company",
            "seller",
            "order",
            "device_hash",
            "cookie_hash",
            "user_hash",
            "company_hash")) {
      assertNull(treated.get(field), field);
    }
  }

  /** P32: only the policy's word keeps it. */
  @Test
  void theNetworkStaysOnlyWhereThePolicyKeepsIt() {
    bench.policy("keep_network: no", "keep_network: yes");
    assertEquals("128.32.0.0/24", bench.kept(full()).getNetwork());
    bench.trustedHops = 1;
    assertEquals("8.8.4.0/24", bench.kept(full()).getNetwork());
  }

  @Test
  void aPlaceNobodyKnowsLeavesTheResidenceToTheAccountAndTheOtherWayRound() {
    IdentifiedEvent raw = Workbench.event("error");
    raw.setUserCountry("de");
    assertEquals("DE", bench.kept(raw).getResidence());
    raw.setUserCountry("Atlantis");
    raw.setLocationCountry("FR");
    raw.setLocationCity("Paris");
    PseudonymousEvent treated = bench.kept(raw);
    assertEquals("FR", treated.getResidence());
    assertEquals("Paris", treated.getCity());
  }

  @Test
  void theSourceNamesADeviceWhoseAgentDoesNot() {
    IdentifiedEvent raw = Workbench.event("error");
    raw.setDeviceOs("iOS");
    raw.setDeviceOsVersion("17.4.1");
    raw.setDeviceType("phone of jane@example.com");
    PseudonymousEvent treated = bench.kept(raw);
    assertEquals("iOS", treated.getOs());
    assertEquals("17", treated.getOsVersion());
    assertEquals("phone of {email}", treated.getDeviceClass());
    raw.setDeviceOsVersion("17a");
    assertNull(bench.kept(raw).getOsVersion());
    raw.setDeviceOsVersion("20260601.1");
    assertNull(bench.kept(raw).getOsVersion());
  }

  @Test
  void countsAndAmountsAreClamped() {
    IdentifiedEvent raw = Workbench.event("order");
    raw.setCommerceQuantity(-1L);
    raw.setSearchResults(1_000_001L);
    raw.setCommercePrice(Long.MIN_VALUE + 1);
    PseudonymousEvent treated = bench.kept(raw);
    assertEquals(0, treated.getQuantity());
    assertEquals(1_000_000, treated.getSearchResults());
    assertEquals(-10_000_000_000_000L, treated.getPrice());
    raw.setCommercePrice(Amount.UNKNOWN);
    assertNull(bench.kept(raw).getPrice());
    raw.setCommercePrice(129_900L);
    assertEquals(129_900L, bench.kept(raw).getPrice());
  }

  /** A field that the policy drops is null, and nobody looks at it. */
  @Test
  void whatIsDroppedIsNotRead() throws Exception {
    bench.policy(
        "  commerce.product_id: code",
        "  page.title: drop\n  user.id: drop\n  network.ip: drop\n  page.url: drop");
    IdentifiedEvent raw =
        new IdentifiedEvent() {
          private static final long serialVersionUID = 1;

          @Override
          public String getPageTitle() {
            throw new AssertionError();
          }

          @Override
          public String getUserId() {
            throw new AssertionError();
          }

          @Override
          public String getNetworkIp() {
            throw new AssertionError();
          }

          @Override
          public String getPageUrl() {
            throw new AssertionError();
          }

          @Override
          public String getDisputeText() {
            throw new AssertionError();
          }

          @Override
          public String getLocationPostalCode() {
            throw new AssertionError();
          }
        };
    IdentifiedEvent full = full();
    for (Schema.Field field : full.getSchema().getFields()) {
      raw.put(field.pos(), full.get(field.pos()));
    }
    PseudonymousEvent treated = bench.kept(raw);
    for (String field : List.of("title", "user", "user_hash", "host", "path", "query")) {
      assertNull(treated.get(field), field);
    }
    assertEquals(Workbench.person("person", "device:d-1"), treated.getPersonHash());
    // Without the address, what the source claims is next.
    assertEquals("IT", treated.getCountry());
  }

  /** A policy that drops all that it may leaves time, type and what refuses. */
  @Test
  void everythingMayBeDropped() {
    String yaml = Policy.shippedText();
    for (Treatment treatment : Treatment.values()) {
      if (treatment != Treatment.CHECK_TIME
          && treatment != Treatment.CONSENT
          && treatment != Treatment.VOCABULARY) {
        yaml = yaml.replaceAll("(?m)^(  \\w+): " + treatment.label() + "\\b", "$1: drop");
      }
    }
    bench.policy =
        Policy.parse(
            "my.yaml",
            yaml.replace(
                "  commerce.product_id: code",
                "  cookie.lifetime: drop\n  user.role: drop\n  user.sign_in: drop"));
    Map<String, Object> expected = nothing();
    expected.put("event_type", "order");
    expected.put("epoch", "2026-06");
    expected.put("granted", Purpose.STATISTICAL.bit());
    expected.put("refused", Purpose.MARKETING.bit());
    expected.put("minor", true);
    expected.put("health_data", true);
    expected.put("explicit_consent", true);
    assertFields(expected, bench.kept(full()));
  }

  private static Map<String, Object> nothing() {
    Map<String, Object> expected = new LinkedHashMap<>();
    for (Schema.Field field : PseudonymousEvent.getClassSchema().getFields()) {
      expected.put(
          field.name(),
          switch (field.schema().getType()) {
            case BOOLEAN -> false;
            case INT -> 0;
            default -> null;
          });
    }
    expected.put("event_time", Workbench.TIME);
    return expected;
  }

  private static void assertFields(Map<String, Object> expected, PseudonymousEvent treated) {
    for (Schema.Field field : treated.getSchema().getFields()) {
      assertTrue(expected.containsKey(field.name()), field.name());
      assertEquals(expected.get(field.name()), treated.get(field.pos()), field.name());
    }
  }

  private static IdentifiedEvent full() {
    IdentifiedEvent raw = Workbench.event("order");
    raw.setEventId("e-1");
    raw.setDeviceId("d-1");
    raw.setDeviceType("desktop");
    raw.setDeviceBrand("Lenovo");
    raw.setDeviceModel("ThinkPad X1");
    raw.setDeviceOs("Linux");
    raw.setDeviceOsVersion("6");
    raw.setDeviceScreen("1920x1080");
    raw.setDeviceLanguage("pt-BR");
    raw.setCookieId("c-1");
    raw.setCookieLifetime("Persistent");
    raw.setUserId("u-1");
    raw.setUserRole("BUYER");
    raw.setUserCompanyId("f-1");
    raw.setUserCountry("de");
    raw.setUserMinor(true);
    raw.setUserSignIn("Facebook");
    raw.setNetworkIp("128.32.0.77");
    raw.setNetworkForwardedFor("1.2.3.4, 8.8.4.4");
    raw.setUserAgent(CHROME);
    raw.setLocationCountry("IT");
    raw.setLocationRegion("Lazio");
    raw.setLocationCity("Rome");
    raw.setLocationPostalCode("00118");
    raw.setPageUrl(
        "https://jane:pw@shop.example.com/u/jane/orders/123456?page=2&utm_source=mail&sid=1#x");
    raw.setPageReferrer("https://www.example.co.uk/jane?q=x");
    raw.setPageTitle("Your order, jane@example.com");
    raw.setCampaignSource("mail");
    raw.setCampaignMedium("newsletter");
    raw.setCampaignName("spring to jane@example.com");
    raw.setCampaignTerm("shoes");
    raw.setCampaignContent("blue");
    raw.setCommerceProductId("P000382");
    raw.setCommerceCategory("shoes");
    raw.setCommerceSellerId("s-1");
    raw.setCommerceQuantity(2_000_000L);
    raw.setCommercePrice(Long.MAX_VALUE);
    raw.setCommerceCurrency("eur");
    raw.setCommerceOrderId("o-1");
    raw.setSearchQuery("red shoes 4111 1111 1111 1111");
    raw.setSearchResults(0L);
    raw.setDisputeKind("late delivery");
    raw.setDisputeText("My back hurts");
    raw.setDisputeHealthData(true);
    raw.setDisputeExplicitConsent(true);
    raw.setConsentStatistical(true);
    raw.setConsentMarketing(false);
    raw.setProperties(Map.of("plan", "gold", "colour", "jane@example.com", "password", "secret"));
    return raw;
  }
}
