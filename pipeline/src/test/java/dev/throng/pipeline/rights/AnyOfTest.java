package dev.throng.pipeline.rights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnyOfTest {

  /** Few letters, so that words begin alike, overlap and stand in each other. */
  @Test
  void findsWhatLookingForEachWouldFind() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int found = 0;
    for (int round = 0; round < 5_000; round++) {
      List<String> words = new ArrayList<>();
      for (int i = random.nextInt(6); i >= 0; i--) {
        words.add(letters(random, 1 + random.nextInt(12)));
      }
      String text = letters(random, random.nextInt(60));
      boolean is = words.stream().anyMatch(text::contains);
      assertEquals(is, new AnyOf(words).isIn(text), () -> words + " in " + text + ", seed " + seed);
      found += is ? 1 : 0;
    }
    int hits = found;
    assertTrue(hits > 500 && hits < 4_500, () -> hits + " of 5000 found, seed " + seed);
  }

  private static String letters(Random random, int length) {
    // The last is no character by itself, but half of one.
    return random
        .ints(length, 0, 4)
        .collect(
            StringBuilder::new,
            (text, letter) -> text.append("ab\u00e9\ud83d".charAt(letter)),
            StringBuilder::append)
        .toString();
  }

  @Test
  void nobodyIsInNothing() {
    assertFalse(new AnyOf(List.of()).isIn("anna"));
    assertFalse(new AnyOf(List.of("anna")).isIn(""));
    assertTrue(new AnyOf(List.of("anna")).isIn("anna"));
  }
}
