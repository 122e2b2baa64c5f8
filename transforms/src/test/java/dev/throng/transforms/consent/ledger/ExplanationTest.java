package dev.throng.transforms.consent.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import dev.throng.schemas.ConsentedEvent;
import dev.throng.schemas.JoinKey;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.consent.Cause;
import dev.throng.transforms.consent.ConsentDefaults;
import dev.throng.transforms.consent.ConsentRule;
import dev.throng.transforms.consent.Decide;
import dev.throng.transforms.consent.Explanation;
import dev.throng.transforms.consent.Fact;
import dev.throng.transforms.consent.FactState;
import dev.throng.transforms.consent.RequireConsent;
import dev.throng.transforms.consent.SourceFacts;
import dev.throng.transforms.consent.Standing;
import dev.throng.transforms.settings.Section;
import dev.throng.transforms.step.DropReason;
import dev.throng.transforms.step.IdType;
import dev.throng.transforms.step.Purpose;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Sink;
import dev.throng.transforms.step.Warning;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is explained is what a run decides, and the reasons that are given are its reasons. */
class ExplanationTest {
  private static final long SEED = 20260610;
  private static final int HISTORIES = 15_000;
  private static final int TIMES = 12;
  private static final List<FactState> STATES = List.of(FactState.values());

  private static final List<Decide> SETTINGS =
      List.of(
          new Decide.AsKnown(),
          new Decide.AsOf(Instant.ofEpochMilli(6)),
          new Decide.AtEventTime(),
          new Decide.WithGrace(Duration.ofMillis(2)));

  private static final List<ConsentDefaults> DEFAULTS =
      List.of(
          ConsentDefaults.DENIED,
          ConsentDefaults.parse(
              Section.parse("job.yaml", "{US: {\"*\": granted}, DE: {statistical: granted}}")));

  /** One event, what its ids say, and how that is decided. */
  private record History(
      Decide decide, ConsentDefaults defaults, PseudonymousEvent event, List<SourceFacts> sources) {

    Explanation explained() {
      return Explanation.of(decide, defaults, event, sources);
    }

    /** The same of fewer facts. */
    History of(List<SourceFacts> fewer) {
      return new History(decide, defaults, event, fewer);
    }
  }

  @Test
  void decidesWhatARunDecides() {
    Random random = new Random(SEED);
    for (int i = 0; i < HISTORIES; i++) {
      History history = history(random);
      Explanation explained = history.explained();
      String told = "seed " + SEED + ", history " + i + ": " + history;
      assertEquals(
          decided(history),
          explained.reason().map(DropReason::label).orElse("" + explained.allowed()),
          told);
      for (Explanation.Verdict verdict : explained.verdicts()) {
        assertEquals((explained.allowed() & verdict.purpose().bit()) != 0, verdict.allowed(), told);
        assertFalse(verdict.causes().isEmpty(), told);
      }
    }
  }

  /** Whatever is said not to count can be left out, and all is as before. */
  @Test
  void whatDoesNotCountChangesNothing() {
    Random random = new Random(SEED + 1);
    int leftOut = 0;
    for (int i = 0; i < HISTORIES; i++) {
      History history = history(random);
      Explanation explained = history.explained();
      List<SourceFacts> counting = new ArrayList<>();
      for (int s = 0; s < history.sources().size(); s++) {
        SourceFacts source = history.sources().get(s);
        List<SourceFacts.Row> rows = new ArrayList<>();
        for (int f = 0; f < source.facts().size(); f++) {
          Standing standing = explained.standings().get(s).get(f);
          if (standing == Standing.COUNTS || standing == Standing.POLICY_VERSION) {
            rows.add(source.facts().get(f));
          } else {
            leftOut++;
          }
        }
        counting.add(new SourceFacts(source.type(), rows));
      }
      Explanation again = history.of(counting).explained();
      String told = "seed " + (SEED + 1) + ", history " + i + ": " + history;
      assertEquals(explained.allowed(), again.allowed(), told);
      assertEquals(explained.reason(), again.reason(), told);
      assertEquals(explained.verdicts(), again.verdicts(), told);
    }
    assertTrue(leftOut > HISTORIES, "hardly anything was left out");
  }

  /** A fact that is given as a reason says that, counts, and is its source's. */
  @Test
  void aReasonIsAFactThatCounts() {
    Random random = new Random(SEED + 2);
    int cited = 0;
    for (int i = 0; i < HISTORIES; i++) {
      History history = history(random);
      Explanation explained = history.explained();
      for (Explanation.Verdict verdict : explained.verdicts()) {
        for (Cause cause : verdict.causes()) {
          Long fact = cause.fact();
          if (fact == null) {
            assertEquals(null, cause.source());
            continue;
          }
          cited++;
          boolean outdated = cause.kind() == Cause.Kind.POLICY_VERSION;
          String state = Fact.state(fact).label();
          assertEquals(outdated ? "granted" : cause.kind().label(), state);
          assertEquals(outdated, Fact.isOutdated(fact));
          int purposes = Fact.state(fact).isWord() ? Fact.purposes(fact) : Purpose.ALL;
          assertTrue((purposes & verdict.purpose().bit()) != 0);
          List<Standing> standings = new ArrayList<>();
          for (int s = 0; s < history.sources().size(); s++) {
            SourceFacts source = history.sources().get(s);
            for (int f = 0; f < source.facts().size(); f++) {
              if (source.type() == cause.source() && source.facts().get(f).fact() == fact) {
                standings.add(explained.standings().get(s).get(f));
              }
            }
          }
          assertTrue(
              standings.contains(outdated ? Standing.POLICY_VERSION : Standing.COUNTS),
              () -> "seed " + (SEED + 2) + ": " + cause + " of " + history);
        }
      }
    }
    assertTrue(cited > HISTORIES, "hardly anything was given as a reason");
  }

  /** By hand, for an event at 5, of words on statistical alone. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # facts of the user                    | setting       | whether each counts                | why
          granted@3                              | as_known      | counts                             | granted@3
          granted@3 withdrawn@4                  | as_known      | changes_nothing, counts            | withdrawn@4
          withdrawn@2 granted@3                  | as_known      | changes_nothing, counts            | granted@3
          granted@3 withdrawn@9                  | as_known      | counts, counts                     | withdrawn@9
          granted@3 withdrawn@9                  | at_event_time | counts, after_event                | granted@3
          withdrawn@3 withdrawn@9                | as_known      | counts, counts                     | withdrawn@3
          withdrawn@2 withdrawn@3                | as_known      | changes_nothing, counts            | withdrawn@3
          withdrawn@2 granted@3 objected@9       | as_known      | changes_nothing, counts, counts    | objected@9
          granted@3 erased@4 granted@5           | as_known      | voided, changes_nothing, counts    | granted@5
          granted@3 erased@8                     | as_known      | voided, counts                     | erased@8
          granted@3 minor@9                      | at_event_time | counts, counts                     | minor@9
          minor@2 guardian_consent@3 granted@4   | as_known      | changes_nothing, counts, counts    | granted@4
          minor@2 guardian_consent@6             | as_known      | counts, after_event                | minor@2
          restricted@2 unrestricted@3            | as_known      | changes_nothing, counts            | default
          restricted@2 unrestricted@9            | as_known      | counts, changes_nothing            | restricted@2
          restricted@9 granted@2                 | at_event_time | counts, after_event                | granted@2
          granted!@3                             | as_known      | policy_version                     | policy_version@3, default
          granted@3/7                            | as_of         | recorded_too_late                  | default
          granted@3/?                            | as_of         | not_recorded                       | default
          withdrawn@3/?                          | as_of         | counts                             | withdrawn@3
          granted@3/8                            | with_grace    | recorded_too_late                  | default
          granted@3/7                            | with_grace    | counts                             | granted@3
          """)
  void byHand(String facts, String setting, String standings, String causes) {
    PseudonymousEvent event = new PseudonymousEvent();
    event.setEventTime(5L);
    Decide decide =
        SETTINGS.get(List.of("as_known", "as_of", "at_event_time", "with_grace").indexOf(setting));
    SourceFacts source =
        new SourceFacts(
            IdType.USER, Splitter.on(' ').splitToStream(facts).map(ExplanationTest::row).toList());
    Explanation explained = Explanation.of(decide, ConsentDefaults.DENIED, event, List.of(source));
    assertEquals(
        standings,
        explained.standings().get(0).stream()
            .map(Standing::label)
            .collect(Collectors.joining(", ")));
    assertEquals(
        causes,
        explained.verdicts().get(0).causes().stream()
            .map(ExplanationTest::text)
            .collect(Collectors.joining(", ")));
  }

  /** A company is heard when it refuses only; what the event says itself is no fact. */
  @Test
  void everySourceThatRefusesIsNamed() {
    PseudonymousEvent event = new PseudonymousEvent();
    event.setEventTime(5L);
    event.setRefused(Purpose.MARKETING.bit());
    event.setGranted(Purpose.STATISTICAL.bit());
    event.setGpc(true);
    Explanation explained =
        Explanation.of(
            new Decide.AsKnown(),
            ConsentDefaults.DENIED,
            event,
            List.of(
                new SourceFacts(IdType.DEVICE, List.of(row("granted@1"))),
                new SourceFacts(
                    IdType.COMPANY,
                    List.of(
                        row("granted@1"),
                        new SourceFacts.Row(
                            Fact.of(FactState.OBJECTED, Purpose.MARKETING.bit(), 2), 2)))));
    assertEquals(Purpose.STATISTICAL.bit(), explained.allowed());
    assertEquals(
        List.of("granted, granted@1", "default", "objected@2, denied, gpc", "gpc", "default"),
        explained.verdicts().stream()
            .map(
                verdict ->
                    verdict.causes().stream()
                        .map(ExplanationTest::text)
                        .collect(Collectors.joining(", ")))
            .toList());
    assertEquals(
        List.of(List.of(Standing.COUNTS), List.of(Standing.COMPANY_GRANT, Standing.COUNTS)),
        explained.standings());
  }

  private static String text(Cause cause) {
    Long fact = cause.fact();
    return cause.kind().label() + (fact == null ? "" : "@" + Fact.effective(fact));
  }

  /** {@code state@effective/recorded}; without the last it was recorded at once. */
  private static SourceFacts.Row row(String text) {
    int at = text.indexOf('@');
    int slash = text.indexOf('/');
    long effective = Long.parseLong(text.substring(at + 1, slash < 0 ? text.length() : slash));
    long recorded =
        slash < 0
            ? effective
            : text.endsWith("?") ? Fact.NOT_RECORDED : Long.parseLong(text.substring(slash + 1));
    String state = text.substring(0, at).replace("!", "").toUpperCase(Locale.ROOT);
    int statistical = Purpose.STATISTICAL.bit();
    return new SourceFacts.Row(
        text.charAt(at - 1) == '!'
            ? Fact.outdatedGrant(statistical, effective)
            : Fact.of(FactState.valueOf(state), statistical, effective),
        recorded);
  }

  private static History history(Random random) {
    PseudonymousEvent event = new PseudonymousEvent();
    event.setEventTime((long) random.nextInt(TIMES));
    event.setGranted(some(random, 2));
    event.setRefused(some(random, 3));
    event.setObjected(random.nextInt(8) == 0 ? Purpose.MARKETING.bit() : 0);
    event.setGpc(random.nextInt(4) == 0);
    event.setOutdated(event.getGranted() == 0 && random.nextInt(4) == 0);
    event.setMinor(random.nextInt(30) == 0);
    event.setHealthData(random.nextInt(30) == 0);
    event.setExplicitConsent(random.nextBoolean());
    event.setResidence(random.nextInt(3) == 0 ? null : random.nextBoolean() ? "US" : "DE");
    List<SourceFacts> sources = new ArrayList<>();
    for (IdType type : IdType.values()) {
      if (random.nextBoolean()) {
        List<SourceFacts.Row> rows = new ArrayList<>();
        for (int left = random.nextInt(6); left > 0; left--) {
          rows.add(row(random));
        }
        sources.add(new SourceFacts(type, rows));
      }
    }
    return new History(
        SETTINGS.get(random.nextInt(SETTINGS.size())),
        DEFAULTS.get(random.nextInt(DEFAULTS.size())),
        event,
        sources);
  }

  /** Purposes, fewer the rarer they are to be. */
  private static int some(Random random, int rare) {
    int purposes = Purpose.ALL;
    for (int i = 0; i < rare; i++) {
      purposes &= random.nextInt(32);
    }
    return purposes;
  }

  private static SourceFacts.Row row(Random random) {
    // Words are half of all, so that erasure and minority do not drown them.
    FactState state =
        random.nextBoolean()
            ? STATES.get(random.nextInt(STATES.size()))
            : List.of(FactState.GRANTED, FactState.DENIED, FactState.WITHDRAWN, FactState.OBJECTED)
                .get(random.nextInt(4));
    int purposes = random.nextInt(3) == 0 ? Purpose.ALL : 1 + random.nextInt(31);
    long effective = random.nextInt(TIMES);
    boolean outdated = state == FactState.GRANTED && random.nextInt(4) == 0;
    return new SourceFacts.Row(
        outdated ? Fact.outdatedGrant(purposes, effective) : Fact.of(state, purposes, effective),
        random.nextInt(5) == 0 ? Fact.NOT_RECORDED : random.nextInt(TIMES));
  }

  /** By the steps of a run: what it would keep, as the bits of its purposes, or why not. */
  private static String decided(History history) {
    Decide decide = history.decide();
    Ledger.Builder builder = new Ledger.Builder(decide.asksWhenRecorded());
    AskedFacts asked = new AskedFacts(decide, builder);
    PseudonymousEvent event = PseudonymousEvent.newBuilder(complete(history.event())).build();
    for (SourceFacts source : history.sources()) {
      byte[] label = source.type().label().getBytes(StandardCharsets.US_ASCII);
      JoinKey key = new JoinKey(Arrays.copyOf(label, 16));
      switch (source.type()) {
        case DEVICE -> event.setJoinDevice(key);
        case COOKIE -> event.setJoinCookie(key);
        case USER -> event.setJoinUser(key);
        case COMPANY -> event.setJoinCompany(key);
      }
      source.facts().forEach(row -> asked.take(key, row.fact(), row.recorded()));
    }
    ConsentRule rule = new ConsentRule(decide, history.defaults());
    Outcome outcome = new Outcome();
    new RequireConsent(
            rule, new HeldWords(rule, builder.build(), Ledger.empty(), decide.asksWhenRecorded()))
        .apply(event, outcome);
    return outcome.said;
  }

  private static PseudonymousEvent complete(PseudonymousEvent event) {
    event.setEventType("page_view");
    return event;
  }

  private static final class Outcome implements Sink<ConsentedEvent> {
    private String said = "";

    @Override
    public void keep(ConsentedEvent event) {
      said = "" + event.getPurposes();
    }

    @Override
    public void drop(DropReason reason) {
      said = reason.label();
    }

    @Override
    public void reject(RejectReason reason, String field) {
      throw new AssertionError("the gate rejects nothing");
    }

    @Override
    public void warn(Warning warning) {
      throw new AssertionError("the gate warns of nothing");
    }
  }
}
