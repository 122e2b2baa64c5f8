package dev.throng.transforms.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.throng.schemas.ConsentedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.step.Purpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContributionsTest {
  private static final long MONDAY = 1_780_272_000_000L; // 2026-06-01T00:00:00Z
  private static final long DAY = 86_400_000;

  private static List<Report> reports(String window, String unit) {
    return ReportFile.parse(
        "r.yaml",
        """
        reports:
          - name: inside
            purpose: statistical
            audience: internal
            recipient: us
            window: 1d
            measures: [events]
            release: {at_least: 2}
          - name: outside
            purpose: statistical
            audience: third_party
            recipient: them
            window: %s
            where: {event_type: [order, email_sent, page_view], currency: EUR}
            dimensions: [country, device_class]
            measures: [unique_people, events, conversions, open_rate, sum(price), sum(quantity)]
            release:
              epsilon: 1
              delta: 1e-9
              unit: %s
              groups_per_person: 4
              events_per_group: 10
              clamps: {sum(price): [0, 1], sum(quantity): [0, 1]}
        """
            .formatted(window, unit));
  }

  private static List<String> of(List<Report> reports, ConsentedEvent... events) {
    List<String> given = new ArrayList<>();
    Contributions contributions =
        new Contributions(
            reports,
            (report, window, person, group, amounts) ->
                given.add(
                    "%d %d %d %s %s"
                        .formatted(
                            report,
                            (window - MONDAY) / DAY,
                            person,
                            Arrays.toString(group),
                            Arrays.toString(amounts))));
    for (ConsentedEvent event : events) {
      contributions.add(event);
    }
    return given;
  }

  private static ConsentedEvent event(String type, long time) {
    PseudonymousEvent event = new PseudonymousEvent();
    event.setEventType(type);
    event.setEventTime(time);
    event.setPersonHash(7L);
    event.setCountry("DE");
    event.setCurrency("EUR");
    event.setPrice(125_000L);
    event.setQuantity(3L);
    return new ConsentedEvent(event, 1);
  }

  @Test
  void givesTheGroupAndAllAmounts() {
    assertEquals(
        List.of(
            "0 1 7 [DE, (unknown)] [1, 1, 0, 0, 125000, 3]",
            "0 0 7 [DE, (unknown)] [1, 0, 0, 1, 125000, 3]"),
        of(
            reports("1d", "person"),
            event("order", MONDAY + DAY),
            event("email_sent", MONDAY + DAY - 1)));
    assertEquals(
        List.of(
            Amount.EVENTS,
            Amount.CONVERSIONS,
            Amount.EMAIL_OPEN,
            Amount.EMAIL_SENT,
            Amount.PRICE,
            Amount.QUANTITY),
        Contributions.amounts(reports("1d", "person").get(1)));
  }

  @Test
  void leavesOutWhomAndWhatTheReportDoesNotCount() {
    ConsentedEvent denied = event("order", MONDAY);
    denied.setPurposes(2);
    ConsentedEvent robot = event("order", MONDAY);
    robot.getEvent().setRobot(true);
    ConsentedEvent nobody = event("order", MONDAY);
    nobody.getEvent().setPersonHash(null);
    assertEquals(
        List.of(), of(reports("1d", "person"), denied, robot, nobody, event("sign_in", MONDAY)));
  }

  /** They would be several people there, each of whom may be told of. */
  @Test
  void countsWhoIsKnownForADayOnlyWithinADay() {
    ConsentedEvent bound = event("order", MONDAY + 1000);
    bound.getEvent().setDayBound(true);
    assertEquals(1, of(reports("1d", "person"), bound).size());
    assertEquals(1, of(reports("6h", "person"), bound).size());
    assertEquals(0, of(reports("7d", "person"), bound).size());
    bound.getEvent().setEventTime(MONDAY + DAY - 1000);
    // 7 hours do not divide a day: the last window of a Monday may reach into Tuesday.
    Report seven = reports("7h", "person").get(1);
    long window = seven.windowStart(MONDAY + DAY - 1000);
    int expected = seven.windowEnd(window) <= MONDAY + DAY ? 1 : 0;
    assertEquals(expected, of(reports("7h", "person"), bound).size());
  }

  @Test
  void theUnitMayBeTheCompany() {
    ConsentedEvent worker = event("page_view", MONDAY);
    worker.getEvent().setCompanyHash(99L);
    assertEquals(
        List.of("0 0 99 [DE, (unknown)] [1, 0, 0, 0, 125000, 3]"),
        of(reports("1d", "company"), worker));
  }

  /** P11: what is of no seller is for no seller; and when it was goes along. */
  @Test
  void aReportBySellerTakesWhatIsOfASellerAndWhen() {
    List<Report> reports =
        ReportFile.parse(
            "r.yaml",
            """
            reports:
              - name: last_viewed
                purpose: share_with_sellers
                audience: third_party
                recipient: each seller
                window: 1d
                dimensions: [seller, product]
                measures: [unique_people]
                release:
                  epsilon: 1
                  delta: 1e-9
                  groups_per_person: 5
                  contributions: most_recent
            """);
    ConsentedEvent viewed = event("product_view", MONDAY + 1234);
    viewed.setPurposes(Purpose.SHARE_WITH_SELLERS.bit());
    viewed.getEvent().setSeller("2026-06.aaaa");
    viewed.getEvent().setProduct("P1");
    ConsentedEvent ofNone = event("product_view", MONDAY + 1234);
    ofNone.setPurposes(Purpose.SHARE_WITH_SELLERS.bit());
    ConsentedEvent optedOut = event("product_view", MONDAY + 1234);
    optedOut.setPurposes(Purpose.STATISTICAL.bit());
    optedOut.getEvent().setSeller("2026-06.aaaa");
    assertEquals(List.of("0 0 7 [2026-06.aaaa, P1] [1234]"), of(reports, viewed, ofNone, optedOut));
  }
}
