package dev.throng.transforms.consent.waiting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import dev.throng.schemas.JoinKey;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.consent.ConsentDefaults;
import dev.throng.transforms.consent.ConsentRule;
import dev.throng.transforms.consent.Decide;
import dev.throng.transforms.consent.Fact;
import dev.throng.transforms.consent.FactState;
import dev.throng.transforms.consent.ledger.FactList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whatever comes in which order and in which parts: each event is decided once, by all its ids. */
class WaitingTest {
  private static final int ROUNDS = 300;
  private static final int BUCKETS = 4;
  private static final Slots SLOTS = Slots.of(Duration.ofSeconds(5));
  private static final ConsentRule RULE =
      new ConsentRule(new Decide.WithGrace(Duration.ofSeconds(5)), ConsentDefaults.DENIED);

  private final Random random = new Random();

  /** What waits for one bucket and slot. */
  private record Place(int bucket, long slot) {}

  private final Map<JoinKey, FactList> ledger = new HashMap<>();
  private final Map<Place, List<byte[]>> waiting = new HashMap<>();
  private final List<byte[]> questions = new ArrayList<>();
  private final Map<String, Integer> expected = new TreeMap<>();
  private final Map<String, Integer> decided = new TreeMap<>();

  @Test
  void eachEventIsDecidedOnceByAllItsIds() {
    for (int round = 0; round < ROUNDS; round++) {
      long seed = random.nextLong();
      random.setSeed(seed);
      oneRound();
      assertEquals(expected, decided, "seed " + seed);
      assertTrue(waiting.values().stream().allMatch(List::isEmpty), "seed " + seed);
    }
  }

  private void oneRound() {
    for (Map<?, ?> each : List.of(ledger, waiting, expected, decided)) {
      each.clear();
    }
    questions.clear();
    List<JoinKey> ids = ids();
    WaitingRows rows =
        new WaitingRows(SLOTS, BUCKETS, (bucket, block) -> questions.add(block), this::put);
    int events = random.nextInt(60);
    for (int i = 0; i < events; i++) {
      add(rows, "event " + i, ids, i);
      if (random.nextInt(20) == 0) {
        rows.flush();
      }
    }
    rows.flush();
    Collections.shuffle(questions, random);
    DueAnswers answers = new DueAnswers(RULE, BUCKETS, this::put);
    for (byte[] block : questions) {
      answers.answer(block, ledger::get);
      if (random.nextBoolean()) {
        answers.flush();
        decide();
      }
    }
    answers.flush();
    decide();
  }

  private void add(WaitingRows rows, String name, List<JoinKey> ids, int reference) {
    PseudonymousEvent event = new PseudonymousEvent();
    event.setEventType(name);
    event.setEventTime((long) random.nextInt(4_000));
    event.setJoinDevice(some(ids));
    event.setJoinCookie(some(ids));
    event.setJoinUser(some(ids));
    event.setJoinCompany(some(ids));
    expected.put(
        name,
        word(event.getJoinDevice(), event, false)
            | word(event.getJoinCookie(), event, false)
            | word(event.getJoinUser(), event, false)
            | word(event.getJoinCompany(), event, true));
    rows.add(event, reference);
    assertNull(event.getJoinUser(), "pseudonyms of the join end here");
  }

  private int word(JoinKey id, PseudonymousEvent event, boolean company) {
    FactList facts = id == null ? null : ledger.get(id);
    return facts == null ? 0 : facts.word(RULE, event.getEventTime(), company);
  }

  private JoinKey some(List<JoinKey> ids) {
    return random.nextInt(3) == 0 ? ids.get(random.nextInt(ids.size())) : null;
  }

  private List<JoinKey> ids() {
    List<JoinKey> ids = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      byte[] bits = new byte[16];
      random.nextBytes(bits);
      JoinKey id = new JoinKey(bits);
      ids.add(id);
      FactList facts = new FactList();
      for (int left = random.nextInt(4); left > 0; left--) {
        FactState[] states = FactState.values();
        facts.add(
            Fact.of(
                states[random.nextInt(states.length)], random.nextInt(32), random.nextInt(4_000)),
            random.nextInt(10_000));
      }
      ledger.put(id, facts);
    }
    return ids;
  }

  private void put(int bucket, byte[] block) {
    waiting
        .computeIfAbsent(new Place(bucket, WaitingEvents.slotOf(block)), first -> new ArrayList<>())
        .add(block);
  }

  /** Decides some places now, of which some may be decided too early. */
  private void decide() {
    WaitingEvents events =
        new WaitingEvents(
            (event, word) ->
                assertNull(decided.put(event.getEventType(), word), "an event was decided twice"));
    for (Map.Entry<Place, List<byte[]>> place : ImmutableMap.copyOf(waiting).entrySet()) {
      Collections.shuffle(place.getValue(), random);
      waiting.put(place.getKey(), new ArrayList<>(events.decide(place.getValue())));
    }
  }

  @Test
  void aSlotEndsAtTheFirstWholeSecondAfterTheGrace() {
    assertEquals(5_000, SLOTS.of(0));
    assertEquals(6_000, SLOTS.of(1));
    assertEquals(6_000, SLOTS.of(1_000));
    assertEquals(5_000, SLOTS.of(-999));
    assertEquals(4_000, SLOTS.of(-1_000));
    assertEquals(8_000, SLOTS.after(2_000));
  }
}
