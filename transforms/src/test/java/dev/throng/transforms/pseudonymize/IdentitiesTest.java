package dev.throng.transforms.pseudonymize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.pseudonymize.PseudonymizeSettings.Visitor;
import dev.throng.transforms.pseudonymize.key.Oracle;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who an event is of; expected values are computed with nothing but {@code javax.crypto}. */
class IdentitiesTest {
  @TempDir private Path folder;
  private Workbench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new Workbench(folder);
  }

  @Test
  void aPersonIsTheUserElseTheDeviceElseTheCookie() throws Exception {
    assertEquals(Workbench.person("person", "user:x"), person("x", "x", "x"));
    assertEquals(Workbench.person("person", "device:x"), person(null, "x", "x"));
    assertEquals(Workbench.person("person", "cookie:x"), person(null, null, "x"));
    assertNull(person(null, null, null));
    assertEquals(Workbench.person("person", "device:x"), person(" ", "x", "x"));
    assertEquals(Workbench.person("person", "cookie:x"), person("", "a\u0000b", "x"));
    assertNull(person("", "\t", " "));
  }

  /** P16: whatever the epoch, and whatever else is known of its person. */
  @Test
  void aSessionCookieLivesNoLongerThanItsDay() throws Exception {
    IdentifiedEvent raw = cookie("c", "Session ");
    PseudonymousEvent treated = bench.kept(raw);
    assertEquals(
        Oracle.pseudonym("d2026-06-01", Workbench.FIRST, "cookie", "c"), treated.getCookie());
    assertEquals(Oracle.hash(Workbench.FIRST, "cookie", "c"), treated.getCookieHash());
    assertEquals(Oracle.hash(Workbench.FIRST, "person", "cookie:c"), treated.getPersonHash());
    assertTrue(treated.getDayBound());
    raw.setEventTime(Workbench.NEXT_DAY);
    treated = bench.kept(raw);
    assertEquals(
        Oracle.pseudonym("d2026-06-02", Workbench.SECOND, "cookie", "c"), treated.getCookie());
    assertEquals(Oracle.hash(Workbench.SECOND, "cookie", "c"), treated.getCookieHash());
    assertEquals(Oracle.hash(Workbench.SECOND, "person", "cookie:c"), treated.getPersonHash());
    raw.setUserId("u");
    treated = bench.kept(raw);
    assertEquals(Workbench.person("person", "user:u"), treated.getPersonHash());
    assertEquals(Oracle.hash(Workbench.SECOND, "cookie", "c"), treated.getCookieHash());
    assertFalse(treated.getDayBound());
  }

  @Test
  void onlyAPersistentCookieOrOneOfUntoldLifetimeLastsTheEpoch() throws Exception {
    for (String lifetime : new @Nullable String[] {"persistent", " PERSISTENT", null}) {
      PseudonymousEvent treated = bench.kept(cookie("c", lifetime));
      assertEquals(Workbench.june("cookie", "c"), treated.getCookie());
      assertEquals(Workbench.person("cookie", "c"), treated.getCookieHash());
      assertFalse(treated.getDayBound());
    }
    for (String lifetime : new String[] {"sesion", "", "1y"}) {
      assertTrue(bench.kept(cookie("c", lifetime)).getDayBound(), lifetime);
      assertNull(bench.kept(cookie("c", lifetime)).getCookieLifetime());
    }
    bench.policy("  commerce.product_id: code", "  cookie.lifetime: drop");
    assertTrue(bench.kept(cookie("c", "persistent")).getDayBound());
  }

  @Test
  void aDestroyedDayTakesItsSessionCookiesAndVisitorsWithIt() throws Exception {
    bench.destroyed("day/2026-06-01");
    bench.visitor = Visitor.IP_AND_AGENT;
    assertEquals("dropped epoch_destroyed", bench.said(cookie("c", "session")));
    assertEquals("kept", bench.said(cookie("c", "persistent")));
    assertEquals("dropped epoch_destroyed", bench.said(request("192.0.2.7", "curl-like", "/")));
    assertEquals("kept", bench.said(Workbench.event("error")));
  }

  @Test
  void aVisitorIsHostAddressAndAgentOfTheDay() throws Exception {
    IdentifiedEvent raw = request("192.0.2.7", "Agent A", "https://a.example/x");
    assertNull(bench.kept(raw).getDevice());
    assertNull(bench.kept(raw).getPersonHash());
    bench.visitor = Visitor.IP_AND_AGENT;
    String id = "9:a.example8:c0000207Agent A";
    PseudonymousEvent treated = bench.kept(raw);
    assertEquals(
        Oracle.pseudonym("d2026-06-01", Workbench.FIRST, "visitor", id), treated.getDevice());
    assertEquals(Oracle.hash(Workbench.FIRST, "visitor", id), treated.getDeviceHash());
    assertEquals(Oracle.hash(Workbench.FIRST, "person", "visitor:" + id), treated.getPersonHash());
    assertTrue(treated.getDayBound());
    assertNull(treated.getNetwork());
  }

  @Test
  void theSameVisitorIsToldFromOthers() {
    bench.visitor = Visitor.IP_AND_AGENT;
    Set<Long> people = new HashSet<>();
    IdentifiedEvent nextDay = request("192.0.2.7", "A", "https://a.example/");
    nextDay.setEventTime(Workbench.NEXT_DAY);
    people.add(bench.kept(nextDay).getPersonHash());
    people.add(bench.kept(request("192.0.2.7", "A", "https://a.example/")).getPersonHash());
    people.add(bench.kept(request("192.0.2.8", "A", "https://a.example/")).getPersonHash());
    people.add(bench.kept(request("192.0.2.7", "B", "https://a.example/")).getPersonHash());
    people.add(bench.kept(request("192.0.2.7", "A", "https://b.example/")).getPersonHash());
    people.add(bench.kept(request("192.0.2.7", null, "/")).getPersonHash());
    people.add(bench.kept(request("2001:db8::7", "A", "/")).getPersonHash());
    people.add(bench.kept(request("2001:db8::8", "A", "/")).getPersonHash());
    assertEquals(8, people.size());
    assertFalse(people.contains(null));
    // The same one, through another port and page, and by its address in IPv6.
    assertFalse(
        people.add(
            bench.kept(request("192.0.2.7:55", "A", "https://A.example/x")).getPersonHash()));
    assertFalse(
        people.add(
            bench.kept(request("::ffff:192.0.2.7", "A", "https://a.example/")).getPersonHash()));
    assertNull(bench.kept(request("192.0.2.777", "A", "/")).getPersonHash());
    assertNull(bench.kept(request(null, "A", "/")).getPersonHash());
    assertNotNull(bench.kept(request("192.0.2.7", "A".repeat(5_000), "/")).getPersonHash());
  }

  @Test
  void whoeverHasAnIdIsNoVisitor() throws Exception {
    bench.visitor = Visitor.IP_AND_AGENT;
    IdentifiedEvent raw = request("192.0.2.7", "A", "/");
    raw.setCookieId("c");
    PseudonymousEvent treated = bench.kept(raw);
    assertNull(treated.getDevice());
    assertEquals(Workbench.person("person", "cookie:c"), treated.getPersonHash());
    bench.policy("  device_id: pseudonymize", "  device_id: drop");
    assertNull(bench.kept(request("192.0.2.7", "A", "/")).getDevice());
    assertNull(bench.kept(request("192.0.2.7", "A", "/")).getPersonHash());
  }

  @Test
  void aRobotIsNobody() throws Exception {
    String robot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
    bench.visitor = Visitor.IP_AND_AGENT;
    IdentifiedEvent raw = request("192.0.2.7", robot, "/");
    assertNull(bench.kept(raw).getDevice());
    raw.setUserId("u");
    raw.setDeviceId("d");
    raw.setCookieId("c");
    raw.setUserCompanyId("f");
    PseudonymousEvent treated = bench.kept(raw);
    assertTrue(treated.getRobot());
    for (String field :
        new String[] {"person_hash", "user_hash", "device_hash", "cookie_hash", "company_hash"}) {
      assertNull(treated.get(field), field);
    }
    assertEquals(Workbench.june("user", "u"), treated.getUser());
    assertFalse(treated.getDayBound());
  }

  @Test
  void theSameIdInTwoDomainsIsTwo() {
    IdentifiedEvent raw = Workbench.event("order");
    raw.setUserId("x");
    raw.setDeviceId("x");
    raw.setCommerceSellerId("x");
    PseudonymousEvent treated = bench.kept(raw);
    assertNotEquals(treated.getUser(), treated.getDevice());
    assertNotEquals(treated.getUser(), treated.getSeller());
    assertNotEquals(treated.getUserHash(), treated.getDeviceHash());
    assertNotEquals(treated.getUserHash(), treated.getPersonHash());
  }

  private @Nullable Long person(
      @Nullable String user, @Nullable String device, @Nullable String cookie) {
    IdentifiedEvent raw = Workbench.event("order");
    raw.setUserId(user);
    raw.setDeviceId(device);
    raw.setCookieId(cookie);
    return bench.kept(raw).getPersonHash();
  }

  private static IdentifiedEvent cookie(String id, @Nullable String lifetime) {
    IdentifiedEvent raw = Workbench.event("order");
    raw.setCookieId(id);
    raw.setCookieLifetime(lifetime);
    return raw;
  }

  private static IdentifiedEvent request(@Nullable String ip, @Nullable String agent, String url) {
    IdentifiedEvent raw = Workbench.event("page_view");
    raw.setNetworkIp(ip);
    raw.setUserAgent(agent);
    raw.setPageUrl(url);
    return raw;
  }
}
