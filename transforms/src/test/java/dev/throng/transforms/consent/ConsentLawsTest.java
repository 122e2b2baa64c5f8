package dev.throng.transforms.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.transforms.settings.Section;
import dev.throng.transforms.step.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Laws that hold whatever people said: more refusals, or fewer grants, never let more through. */
class ConsentLawsTest {
  private static final long SEED = Long.getLong("seed", 20261128);
  private static final int HISTORIES = 100_000;
  private static final long EVENT = 50;
  private static final long LAST = 100;
  private static final List<FactState> REFUSALS =
      List.of(
          FactState.DENIED,
          FactState.WITHDRAWN,
          FactState.OBJECTED,
          FactState.RESTRICTED,
          FactState.MINOR,
          FactState.ERASED);
  private static final List<FactState> GRANTS =
      List.of(FactState.GRANTED, FactState.GUARDIAN_CONSENT, FactState.UNRESTRICTED);
  private static final List<Decide> DECISIONS =
      List.of(
          new Decide.AsKnown(),
          new Decide.AtEventTime(),
          new Decide.WithGrace(Duration.ofMillis(10)),
          new Decide.AsOf(Instant.ofEpochMilli(70)));
  private static final List<ConsentDefaults> DEFAULTS =
      List.of(
          ConsentDefaults.DENIED,
          ConsentDefaults.parse(Section.parse("defaults", "\"*\": {statistical: granted}")));

  private final Random random = new Random(SEED);

  private record Told(long fact, long recorded) {}

  private Told told(List<FactState> states) {
    FactState state = states.get(random.nextInt(states.size()));
    int purposes = state.isWord() ? 1 + random.nextInt(Purpose.ALL) : 0;
    long effective = random.nextInt((int) LAST);
    long recorded =
        random.nextInt(5) == 0 ? Fact.NOT_RECORDED : Math.min(LAST, effective + random.nextInt(30));
    long fact =
        state == FactState.GRANTED && random.nextInt(5) == 0
            ? Fact.outdatedGrant(purposes, effective)
            : Fact.of(state, purposes, effective);
    return new Told(fact, recorded);
  }

  private List<Told> history() {
    List<FactState> all = new ArrayList<>(REFUSALS);
    // Grants as often as refusals.
    all.addAll(GRANTS);
    all.addAll(GRANTS);
    List<Told> history = new ArrayList<>();
    for (int i = random.nextInt(7); i > 0; i--) {
      history.add(told(all));
    }
    return history;
  }

  private static int served(
      Decide decide, ConsentDefaults defaults, List<Told> history, boolean company) {
    List<Told> sorted = new ArrayList<>(history);
    sorted.sort(Comparator.comparingLong(Told::fact));
    ConsentRule rule = new ConsentRule(decide, defaults);
    int word =
        rule.word(
            sorted.stream().mapToLong(Told::fact).toArray(),
            sorted.stream().mapToLong(Told::recorded).toArray(),
            0,
            sorted.size(),
            EVENT,
            company);
    // Besides what another source grants.
    return rule.decide(word | Word.granted(Purpose.MARKETING.bit()), "DE");
  }

  private interface Law {
    void check(Decide decide, ConsentDefaults defaults, boolean company);
  }

  private static void always(Law law) {
    for (Decide decide : DECISIONS) {
      for (ConsentDefaults defaults : DEFAULTS) {
        law.check(decide, defaults, false);
        law.check(decide, defaults, true);
      }
    }
  }

  private static void assertNoMore(int less, int more, Object why) {
    assertEquals(0, less & ~more, () -> "seed " + SEED + ": " + why);
  }

  @Test
  void aRefusalNeverLetsMoreThrough() {
    int[] taken = new int[1];
    for (int i = 0; i < HISTORIES; i++) {
      List<Told> history = history();
      List<Told> refused = new ArrayList<>(history);
      refused.add(told(REFUSALS));
      always(
          (decide, defaults, company) -> {
            int before = served(decide, defaults, history, company);
            int after = served(decide, defaults, refused, company);
            assertNoMore(after, before, refused);
            taken[0] += before == after ? 0 : 1;
          });
    }
    assertTrue(taken[0] > HISTORIES, "refusals that took something: " + taken[0]);
  }

  @Test
  void withoutAGrantNoMoreIsLetThrough() {
    int[] taken = new int[1];
    for (int i = 0; i < HISTORIES; i++) {
      List<Told> history = history();
      List<Told> granted = new ArrayList<>(history);
      granted.add(told(GRANTS));
      always(
          (decide, defaults, company) -> {
            int before = served(decide, defaults, granted, company);
            int after = served(decide, defaults, history, company);
            assertNoMore(after, before, granted);
            taken[0] += before == after ? 0 : 1;
          });
    }
    assertTrue(taken[0] > HISTORIES / 2, "grants that gave something: " + taken[0]);
  }

  /** Who withdrew last stays withdrawn, however much later one asks, and whatever came to light. */
  @Test
  void aLaterAskingDoesNotUndoAWithdrawal() {
    for (int i = 0; i < HISTORIES; i++) {
      long effective = random.nextInt((int) LAST);
      long recorded = Math.min(LAST, effective + random.nextInt(30));
      List<Told> history = history();
      history.removeIf(
          told ->
              GRANTS.contains(Fact.state(told.fact())) && Fact.effective(told.fact()) > effective);
      history.add(
          new Told(Fact.of(FactState.WITHDRAWN, Purpose.STATISTICAL.bit(), effective), recorded));
      for (long asked = recorded; asked <= LAST + 10; asked += 1 + random.nextInt(20)) {
        Decide decide = new Decide.AsOf(Instant.ofEpochMilli(asked));
        int served = served(decide, DEFAULTS.get(1), history, random.nextBoolean());
        assertEquals(0, served & Purpose.STATISTICAL.bit(), "seed " + SEED + ": " + history);
      }
    }
  }
}
