package dev.throng.transforms.consent.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.transforms.consent.ConsentDefaults;
import dev.throng.transforms.consent.ConsentRule;
import dev.throng.transforms.consent.Decide;
import dev.throng.transforms.consent.Fact;
import dev.throng.transforms.consent.FactState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** State outlives the program that wrote it: its bytes are an interface (F20). */
class FactListTest {
  private static final long GRANT = Fact.of(FactState.GRANTED, 1, 5);
  private static final long DENIAL = Fact.of(FactState.DENIED, 1, 5);

  @Test
  void bytesOfOneFact() {
    FactList list = new FactList();
    list.add(GRANT, 7);
    // 5 << 16, state 0 << 6, purpose 1; then 7.
    assertArrayEquals(new byte[] {1, 0, 0, 0, 0, 0, 5, 0, 1, 0, 0, 0, 0, 0, 0, 0, 7}, list.bytes());
  }

  @Test
  void anyOrderAndRepetitionGivesTheSameBytes() {
    List<long[]> facts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      facts.add(new long[] {i % 2 == 0 ? GRANT + i : DENIAL, i % 5});
    }
    FactList sorted = new FactList();
    facts.forEach(fact -> sorted.add(fact[0], fact[1]));
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      Collections.shuffle(facts, random);
      FactList list = new FactList();
      facts.forEach(fact -> list.add(fact[0], fact[1]));
      facts.forEach(fact -> list.add(fact[0], fact[1]));
      assertArrayEquals(sorted.bytes(), list.bytes());
      assertArrayEquals(sorted.bytes(), FactList.of(list.bytes()).bytes());
    }
    assertEquals(1 + 16 * 25, sorted.bytes().length);
  }

  @Test
  void otherVersionsAndCutBytesAreRefused() {
    FactList list = new FactList();
    list.add(GRANT, 7);
    byte[] bytes = list.bytes();
    byte[] later = bytes.clone();
    later[0] = 2;
    for (byte[] bad : List.of(later, new byte[0], Arrays.copyOf(bytes, bytes.length - 1))) {
      assertThrows(IllegalArgumentException.class, () -> FactList.of(bad));
    }
  }

  /** What is forgotten is missed by no event from then on, whatever is said later. */
  @Test
  void noEventMissesWhatIsForgotten() {
    ConsentRule rule =
        new ConsentRule(new Decide.WithGrace(Duration.ofMillis(3)), ConsentDefaults.DENIED);
    int forgotten = 0;
    for (long seed = 1; seed <= 40_000; seed++) {
      Random random = new Random(seed);
      FactList all = new FactList();
      FactList some = new FactList();
      long before = 12;
      for (int i = random.nextInt(8); i >= 0; i--) {
        addTo(random, all, some);
      }
      int size = some.bytes().length;
      some.forget(before);
      forgotten += (size - some.bytes().length) / 16;
      for (int i = random.nextInt(3); i > 0; i--) {
        addTo(random, all, some);
      }
      for (long time = before; time < 24; time++) {
        for (boolean company : new boolean[] {false, true}) {
          assertEquals(
              all.word(rule, time, company),
              some.word(rule, time, company),
              "seed " + seed + " at " + time);
        }
      }
    }
    assertTrue(forgotten > 10_000, "too little is forgotten to prove anything: " + forgotten);
  }

  private static void addTo(Random random, FactList... lists) {
    FactState[] states = FactState.values();
    FactState state = states[random.nextInt(states.length)];
    int purposes = random.nextInt(3) == 0 ? 31 : 1 + random.nextInt(3);
    long effective = random.nextInt(22);
    long fact =
        state == FactState.GRANTED && random.nextInt(4) == 0
            ? Fact.outdatedGrant(purposes, effective)
            : Fact.of(state, purposes, effective);
    long recorded = random.nextInt(5) == 0 ? Fact.NOT_RECORDED : effective + random.nextInt(8) - 2;
    for (FactList list : lists) {
      list.add(fact, recorded);
    }
  }

  @Test
  void aListStaysShortHoweverOftenSomeoneChangesTheirMind() {
    FactList list = new FactList();
    for (long day = 0; day < 10_000; day++) {
      FactState state = day % 2 == 0 ? FactState.GRANTED : FactState.DENIED;
      list.add(Fact.of(state, 1, day), day);
      list.forget(day - 3);
    }
    assertTrue(list.bytes().length <= 1 + 16 * 6, "facts: " + list.bytes().length / 16);
  }
}
