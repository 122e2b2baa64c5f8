package dev.throng.transforms.consent.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.step.Signal;
import dev.throng.transforms.step.Warning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SignalsTest {
  /** When {@link BitText}'s strings are made, 2025-12-31T16:53:20Z, in milliseconds. */
  private static final long MADE = 1_767_200_000_000L;

  private static final String TCF = BitText.tcf(1, 8, 9).none().none().put(0, 12).text();
  private static final String ALL_TCF =
      BitText.tcf(1, 2, 3, 4, 5, 6, 7, 8, 9).none().none().put(0, 12).text();
  private static final String GPC = "DBABLA~BAAAAAAAAABA.YA";

  private final List<Warning> warnings = new ArrayList<>();
  private final IdentifiedEvent raw = new IdentifiedEvent();
  private long time = MADE;

  private PseudonymousEvent taken(@Nullable String reconsentFrom) {
    return taken(Signals.all(Mapped.SIGNALS, reconsentFrom));
  }

  private PseudonymousEvent taken(Signal signals) {
    PseudonymousEvent treated = new PseudonymousEvent();
    treated.setEventTime(time);
    raw.setEventType("page_view");
    warnings.clear();
    signals.takeDown(raw, treated, warnings::add);
    return treated;
  }

  private static void assertSaid(int granted, int refused, PseudonymousEvent treated) {
    assertEquals(granted, treated.getGranted(), "granted");
    assertEquals(refused, treated.getRefused(), "refused");
  }

  @Test
  void silence() {
    assertSaid(0, 0, taken((String) null));
    assertEquals(List.of(), warnings);
  }

  @Test
  void anyRefusalStandsBesideAnyGrant() {
    raw.setConsentResearch(true);
    raw.setConsentMarketing(false);
    raw.setConsentTcf(ALL_TCF);
    raw.setConsentGoogle("G110");
    PseudonymousEvent treated = taken((String) null);
    assertSaid(Mapped.USE | Mapped.RESEARCH, Mapped.MARKETING | Mapped.STATISTICAL, treated);
    assertFalse(treated.getGpc());
    assertEquals(List.of(), warnings);
  }

  /** P18: inside GPP it is what the browser's own header is. */
  @Test
  void globalPrivacyControlInsideGpp() {
    raw.setConsentTcf(ALL_TCF);
    raw.setConsentGpp(GPC);
    PseudonymousEvent treated = taken((String) null);
    assertSaid(Mapped.USE, 0, treated); // What it refuses, the rule knows.
    assertTrue(treated.getGpc());
    raw.setConsentGpp(null);
    raw.setConsentGpc(true);
    PseudonymousEvent header = taken((String) null);
    assertSaid(treated.getGranted(), treated.getRefused(), header);
    assertTrue(header.getGpc());
  }

  /** Law 2, bad input 45 and 52: a string in another's place, and the empty text. */
  @Test
  void malformedSignalsRefuseWhatTheyCouldExpressAndWarn() {
    raw.setConsentStatistical(true);
    raw.setConsentTcf("DBABMA~" + TCF);
    assertSaid(Mapped.STATISTICAL, Mapped.USE, taken((String) null));
    assertEquals(List.of(Warning.MALFORMED_TCF), warnings);
    raw.setConsentTcf(null);
    raw.setConsentGpp(TCF);
    assertSaid(Mapped.STATISTICAL, Mapped.ALL, taken((String) null));
    assertEquals(List.of(Warning.MALFORMED_GPP), warnings);
    raw.setConsentGpp("");
    raw.setConsentGoogle("");
    raw.setConsentTcf("");
    assertSaid(Mapped.STATISTICAL, Mapped.ALL, taken((String) null));
    assertEquals(
        List.of(Warning.MALFORMED_TCF, Warning.MALFORMED_GPP, Warning.MALFORMED_GOOGLE), warnings);
  }

  /**
   * Bad input 51: more than a day ahead of its event, alone or inside GPP, by either of its times.
   */
  @Test
  void whatIsMadeLaterThanItsEventIsMalformed() {
    String changed =
        new BitText().put(2, 6).put(MADE / 100 - 10, 36).text().substring(0, 7) + TCF.substring(7);
    Signal signals = Signals.all(Mapped.SIGNALS, null);
    for (String text : new String[] {TCF, changed}) {
      for (long ahead : new long[] {0, 1, 3_600_000, 86_400_000}) {
        time = MADE - ahead;
        raw.setConsentTcf(text);
        raw.setConsentGpp(null);
        assertSaid(Mapped.STATISTICAL, Mapped.PERSONALISATION | Mapped.MARKETING, taken(signals));
        assertEquals(List.of(), warnings);
      }
      time = MADE - 86_400_001;
      assertSaid(0, Mapped.USE, taken(signals));
      assertEquals(List.of(Warning.MALFORMED_TCF), warnings);
      raw.setConsentTcf(null);
      raw.setConsentGpp("DBABMA~" + text);
      assertSaid(0, Mapped.ALL, taken(signals));
      assertEquals(List.of(Warning.MALFORMED_GPP), warnings);
    }
  }

  /** P21: whichever signal granted. */
  @Test
  void grantsToAnOutdatedPolicyAreVoid() {
    List<Runnable> grants =
        List.of(
            () -> raw.setConsentStatistical(true),
            () -> raw.setConsentTcf(TCF),
            () -> raw.setConsentGpp("DBABMA~" + TCF),
            () -> raw.setConsentGoogle("G101"));
    for (Runnable grant : grants) {
      raw.setConsentStatistical(null);
      raw.setConsentTcf(null);
      raw.setConsentGpp(null);
      raw.setConsentGoogle(null);
      grant.run();
      for (String version : new String[] {null, "", "2018-05-25", "2020-09-13"}) {
        raw.setConsentPolicyVersion(version);
        int refused = taken((String) null).getRefused();
        PseudonymousEvent treated = taken("2020-09-14");
        assertSaid(0, refused, treated);
        assertTrue(treated.getOutdated());
      }
      raw.setConsentPolicyVersion("2020-09-14");
      PseudonymousEvent treated = taken("2020-09-14");
      assertEquals(Mapped.STATISTICAL, treated.getGranted());
      assertFalse(treated.getOutdated());
    }
  }

  /** Nothing was voided, so nothing is outdated: refusals need no version. */
  @Test
  void refusalsAreNeverOutdated() {
    raw.setConsentMarketing(false);
    raw.setConsentTcf("");
    raw.setConsentPolicyVersion("2018-05-25");
    PseudonymousEvent treated = taken("2020-09-14");
    assertSaid(0, Mapped.USE, treated);
    assertFalse(treated.getOutdated());
  }

  /** What is kept of texts is what they say, and no more than a few hundred. */
  @Test
  void textsAreDecodedOnce() {
    Map<String, Integer> decoded = new HashMap<>();
    TcfDecoder tcf = new TcfDecoder(Mapped.TCF);
    Decoder counting =
        new Decoder() {
          @Override
          public Decoded read(String text) {
            decoded.merge(text, 1, Integer::sum);
            return tcf.read(text);
          }

          @Override
          public Decoded unreadable() {
            return tcf.unreadable();
          }
        };
    Signal signal = new DecodedSignal(IdentifiedEvent::getConsentTcf, counting);
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      boolean good = random.nextBoolean();
      raw.setConsentTcf((good ? TCF : "malformed") + ".".repeat(random.nextInt(2)));
      boolean sound = raw.getConsentTcf().equals(TCF);
      assertSaid(
          sound ? Mapped.STATISTICAL : 0,
          sound ? Mapped.PERSONALISATION | Mapped.MARKETING : Mapped.USE,
          taken(signal));
      assertEquals(sound ? List.of() : List.of(Warning.MALFORMED_TCF), warnings);
    }
    assertEquals(Map.of(TCF, 1, TCF + ".", 1, "malformed", 1, "malformed.", 1), decoded);
    for (int i = 0; i < 512; i++) {
      raw.setConsentTcf("other " + i);
      taken(signal);
    }
    raw.setConsentTcf(TCF);
    taken(signal);
    assertEquals(2, decoded.get(TCF), "512 others displaced it");
  }

  @Test
  void longTextsAreNeitherDecodedNorKept() {
    raw.setConsentTcf(TCF + "A".repeat(Decoder.LONGEST));
    assertSaid(0, Mapped.USE, taken((String) null));
    assertEquals(List.of(Warning.MALFORMED_TCF), warnings);
  }
}
