package dev.throng.pipeline.consent;

import static dev.throng.pipeline.consent.Setting.AS_KNOWN;
import static dev.throng.pipeline.consent.Setting.AT_EVENT_TIME;
import static dev.throng.pipeline.consent.Setting.asOf;
import static dev.throng.pipeline.consent.Setting.withGrace;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The naive reading against cases reasoned out by hand, sentence after sentence. */
class NaiveReadingTest {

  /** In all settings. */
  private static void always(String expected, String event, String... facts) {
    for (Setting setting : List.of(AS_KNOWN, AT_EVENT_TIME, asOf(100), withGrace(100))) {
      is(expected, setting, event, facts);
    }
  }

  /** What facts after the event do: as_known, and at_event_time. */
  private static void later(String known, String atEventTime, String event, String... facts) {
    is(known, AS_KNOWN, event, facts);
    is(known, asOf(100), event, facts);
    is(atEventTime, AT_EVENT_TIME, event, facts);
    is(atEventTime, withGrace(100), event, facts);
  }

  private static void is(String expected, Setting setting, String event, String... facts) {
    assertEquals(expected, Shorthand.outcome(setting, event, facts), setting.toString());
  }

  @Test
  void eachPurposeIsDecidedForItself() {
    always("research statistical", "5 user statistical=yes research=yes marketing=no");
    always("never_asked", "5 user");
  }

  @Test
  void anIdIsFoundByItsTypeAndItsText() {
    always("never_asked", "5 user", "device granted * 3");
    always("*", "5 user device", "device granted * 3");
  }

  @Test
  void onEachTrackTheLatestFactHolds() {
    always("*", "5 user", "user granted * 3", "user denied * 2");
    always("denied", "5 user", "user granted * 2", "user denied * 3");
    always("*", "5 user", "user granted * 1", "user restricted 2", "user unrestricted 3");
  }

  @Test
  void theTracksDoNotTouchEachOther() {
    always("restricted", "5 user", "user restricted 2", "user granted * 3");
    always("minor", "5 user", "user minor 2", "user granted * 3", "user unrestricted 4");
  }

  @Test
  void aFactAtTheVeryInstantOfTheEventCounts() {
    always("*", "5 user", "user granted * 5");
    always("denied", "5 user", "user granted * 4", "user denied * 5");
    is("never_asked", AT_EVENT_TIME, "5 user", "user granted * 6");
  }

  @Test
  void ofSeveralAtTheSameInstantTheStrictestHolds() {
    always("denied", "5 user", "user denied * 3", "user granted * 3");
    always("restricted", "5 user", "user granted * 1", "user restricted 3", "user unrestricted 3");
    always("minor", "5 user", "user granted * 1", "user guardian_consent 3", "user minor 3");
    always("objected", "5 user", "user denied * 3", "user objected * 3", "user withdrawn * 3");
    always("withdrawn", "5 user", "user withdrawn * 3", "user denied * 3");
  }

  @Test
  void aFactOnEveryPurposeIsOneOnEach() {
    always(
        "personalisation research share_with_sellers statistical",
        "5 user",
        "user granted * 3",
        "user denied marketing 4");
    always("marketing", "5 user", "user denied * 3", "user granted marketing 4");
  }

  @Test
  void erasedRefusesEveryEventBeforeWhateverTheSetting() {
    always("erased", "5 user", "user granted * 3", "user erased 9");
    always("erased", "5 user", "user granted * 3", "user erased 5");
    always("*", "6 user", "user erased 5", "user granted * 6");
  }

  @Test
  void erasedVoidsTheGrantsBefore() {
    always("never_asked", "6 user", "user granted * 3", "user erased 5");
    always("never_asked", "6 user", "user granted * 5", "user erased 5");
    always("*", "6 user device", "device granted * 3", "user erased 5");
    always("minor", "6 user", "user minor 2", "user guardian_consent 3", "user erased 5");
  }

  @Test
  void erasedLeavesTheRefusalsBefore() {
    always("denied", "6 user", "user denied * 3", "user erased 5");
    always("restricted", "6 user", "user restricted 3", "user erased 5");
    always("minor", "6 user", "user minor 3", "user erased 5");
  }

  @Test
  void minorRefusesEventsOfEveryTime() {
    always("minor", "5 user", "user granted * 1", "user minor 9");
    always("minor", "5 user", "user granted * 1", "user minor 1");
  }

  @Test
  void aGuardiansConsentLiftsAndGrantsNothing() {
    always("*", "5 user", "user granted * 1", "user minor 2", "user guardian_consent 3");
    always("never_asked", "5 user", "user minor 2", "user guardian_consent 3");
    always("minor", "5 user", "user granted * 1", "user minor 2", "user guardian_consent 6");
    always("minor", "5 user", "user minor 2", "user guardian_consent 3", "user minor 9");
  }

  @Test
  void restricted() {
    always("restricted", "5 user", "user granted * 1", "user restricted 5");
    always("*", "5 user", "user granted * 1", "user restricted 4", "user unrestricted 5");
    later("restricted", "*", "5 user", "user granted * 1", "user restricted 6");
    later("*", "*", "5 user", "user granted * 1", "user restricted 6", "user unrestricted 7");
    always("restricted", "5 user", "user granted * 1", "user restricted 2", "user unrestricted 7");
  }

  @Test
  void aCompanyCanRefuseNeverGrant() {
    always("never_asked", "5 company", "company granted * 3");
    always("denied", "5 company", "company denied * 2", "company granted * 3");
    always("denied", "5 user company", "user granted * 3", "company denied * 2");
  }

  @Test
  void laterRefusalsCountUnderAsKnown() {
    later("withdrawn", "*", "5 user", "user granted * 3", "user withdrawn * 6");
    later("objected", "*", "5 user", "user granted * 3", "user objected * 6", "user granted * 7");
    later("objected", "*", "5 user", "user granted * 3", "user objected * 6", "user denied * 7");
  }

  @Test
  void asOfKnowsWhatWasRecordedByThen() {
    String[] facts = {"user granted * 3", "user withdrawn * 6 r9"};
    is("*", asOf(8), "5 user", facts);
    is("withdrawn", asOf(9), "5 user", facts);
    is("never_asked", asOf(2), "5 user", facts);
  }

  @Test
  void graceKnowsWhatWasRecordedByThen() {
    String[] facts = {"user granted * 3", "user withdrawn * 4 r7"};
    is("*", withGrace(1), "5 user", facts);
    is("withdrawn", withGrace(2), "5 user", facts);
  }

  @Test
  void whatDoesNotSayWhenItWasRecordedCountsIfItRefuses() {
    for (Setting setting : List.of(asOf(100), withGrace(100))) {
      is("never_asked", setting, "5 user", "user granted * 3 r-");
      is("withdrawn", setting, "5 user", "user granted * 3", "user withdrawn * 4 r-");
      is("restricted", setting, "5 user", "user restricted 3 r-", "user unrestricted 4 r-");
      is("minor", setting, "5 user", "user minor 3 r-", "user guardian_consent 4 r-");
      is("erased", setting, "5 user", "user granted * 3", "user erased 7 r-");
    }
    is("*", AS_KNOWN, "5 user", "user granted * 3 r-");
  }

  @Test
  void theEventsOwnWord() {
    always("denied", "5 user marketing=no", "user granted marketing 3");
    always("statistical", "5 statistical=yes marketing=yes share_with_sellers=yes gpc");
    always("gpc", "5 share_with_sellers=yes marketing=yes gpc");
    always("statistical", "5 statistical=yes marketing=yes is:unsubscribe");
    always("objected", "5 marketing=yes is:unsubscribe");
    always("minor", "5 statistical=yes minor");
    always("special_category", "5 statistical=yes is:dispute health");
    always("statistical", "5 statistical=yes is:dispute health explicit");
  }

  @Test
  void anUnsubscribeEventIsAFactOfItsDeviceCookieAndUser() {
    Happening event = Shorthand.event("5 device cookie user company is:unsubscribe");
    assertEquals(
        List.of(
            Shorthand.fact("device objected marketing 5"),
            Shorthand.fact("cookie objected marketing 5"),
            Shorthand.fact("user objected marketing 5")),
        NaiveReading.unsubscribed(event));
    assertEquals(List.of(), NaiveReading.unsubscribed(Shorthand.event("5 device")));
  }

  @Test
  void whereNoSourceSaysAnythingTheDefaultDecides() {
    Setting setting =
        AS_KNOWN.defaults(
            Map.of(
                "*",
                Map.of("*", "granted"),
                "DE",
                Map.of("*", "granted", "research", "denied"),
                "US",
                Map.of("*", "granted", "marketing", "denied")));
    is("*", setting, "5 user in:FR");
    is("marketing personalisation share_with_sellers statistical", setting, "5 user in:DE");
    is("personalisation share_with_sellers statistical", setting, "5 user");
    is("denied", setting, "5 user in:FR", "user denied * 3");
    is("*", setting, "5 user in:DE", "user granted research 3");
  }

  @Test
  void aGrantToAnOlderVersionIsAsIfNeverWritten() {
    Setting setting = AS_KNOWN.reconsentFrom("2026-01-01");
    is("policy_version", setting, "5 user", "user granted * 3 v2025-12-31");
    is("policy_version", setting, "5 user", "user granted * 3");
    is("*", setting, "5 user", "user granted * 3 v2026-01-01");
    is("*", setting, "5 user", "user granted * 2 v2026-02-01", "user granted * 3 v2025-12-31");
    is("denied", setting, "5 user", "user denied * 2", "user granted * 3 v2025-12-31");
    is("policy_version", setting, "5 statistical=yes v2025-12-31");
    is("statistical", setting, "5 statistical=yes v2026-01-02");
  }

  @Test
  void reasonsGoBeforeEachOther() {
    String[] all = {
      "user erased 7",
      "user minor 3",
      "user restricted 3",
      "device objected * 3",
      "cookie withdrawn * 3"
    };
    String event = "5 user device cookie is:dispute health statistical=no gpc";
    always("erased", event, all);
    always("minor", event, all[1], all[2], all[3], all[4]);
    always("restricted", event, all[2], all[3], all[4]);
    always("special_category", event, all[3], all[4]);
    event = "5 user device cookie statistical=no marketing=yes gpc";
    always("objected", event, all[3], all[4]);
    always("withdrawn", event, all[4]);
    always("denied", event);
  }
}
