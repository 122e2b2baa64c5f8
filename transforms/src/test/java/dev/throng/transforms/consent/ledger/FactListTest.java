package dev.throng.transforms.consent.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.throng.transforms.consent.Fact;
import dev.throng.transforms.consent.FactState;
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
}
