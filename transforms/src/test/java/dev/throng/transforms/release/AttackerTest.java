package dev.throng.transforms.release;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The attacker of the other tests finds what can be found by hand, and no more. */
class AttackerTest {
  private static final List<Set<Integer>> GROUPS =
      List.of(Set.of(1, 2, 3), Set.of(4), Set.of(5, 6, 7), Set.of(8, 9, 10), Set.of());

  @Test
  void aRowOfFewIsFound() {
    assertEquals(Optional.of(Set.of(4)), narrowed(List.of(Set.of(1)), 2));
    assertEquals(Optional.empty(), narrowed(List.of(Set.of(0), Set.of(2)), 3));
  }

  @Test
  void aDifferenceIsFound() {
    assertEquals(Optional.of(Set.of(4)), narrowed(List.of(Set.of(0, 1), Set.of(0)), 2));
  }

  /** The middle of a table of two by two, of which only margins are released: nothing to find. */
  @Test
  void marginsAloneTellNoCell() {
    List<Set<Integer>> margins = List.of(Set.of(0, 1), Set.of(2, 3), Set.of(0, 2), Set.of(1, 3));
    assertEquals(Optional.empty(), narrowed(margins, 2));
  }

  /** (0 + 1) + (1 + 2) - (0 + 2) is twice group 1: no single difference has it. */
  @Test
  void aCombinationOfThreeIsFound() {
    List<Set<Integer>> rows = List.of(Set.of(0, 1), Set.of(1, 2), Set.of(0, 2));
    assertEquals(Optional.of(Set.of(4)), narrowed(rows, 2));
  }

  @Test
  void nobodyIsNotFew() {
    assertEquals(Optional.empty(), narrowed(List.of(Set.of(4), Set.of(0, 4), Set.of(0)), 3));
  }

  private static Optional<Set<Integer>> narrowed(List<Set<Integer>> rows, int k) {
    return new Attacker(GROUPS).narrows(rows.stream().<Set<Integer>>map(HashSet::new).toList(), k);
  }
}
