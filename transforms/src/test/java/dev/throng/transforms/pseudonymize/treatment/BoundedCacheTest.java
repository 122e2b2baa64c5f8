package dev.throng.transforms.pseudonymize.treatment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BoundedCacheTest {

  /** Three times as many texts as places; a text's value tells which of its turns it is from. */
  @Test
  void itGivesWhatWasKeptLastOrNothing() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    BoundedCache<Integer> cache = new BoundedCache<>(16, 8);
    Map<String, Integer> all = new HashMap<>();
    int held = 0;
    for (int turn = 0; turn < 20_000; turn++) {
      String key = "k" + random.nextInt(48);
      int place = cache.place(key);
      if (cache.holds(place, key)) {
        assertEquals(all.get(key), cache.get(place), "seed " + seed);
        held++;
      } else {
        cache.put(place, key, turn);
        all.put(key, turn);
        assertTrue(cache.holds(place, key), "seed " + seed);
        assertEquals(turn, cache.get(place), "seed " + seed);
      }
    }
    assertTrue(held > 4_000 && held < 12_000, held + " of seed " + seed);
  }

  @Test
  void whatIsAskedForStaysAndWhatIsNotGoes() {
    BoundedCache<Integer> cache = new BoundedCache<>(1, 8);
    keep(cache, "a", 1);
    keep(cache, "b", 2);
    assertTrue(cache.holds(cache.place("a"), "a"));
    keep(cache, "c", 3);
    assertTrue(cache.holds(cache.place("a"), "a"));
    assertEquals(1, cache.get(cache.place("a")));
    assertFalse(cache.holds(cache.place("b"), "b"));
  }

  @Test
  void longTextsAreNotKept() {
    BoundedCache<Integer> cache = new BoundedCache<>(4, 8);
    keep(cache, "123456789", 1);
    assertFalse(cache.holds(cache.place("123456789"), "123456789"));
  }

  private static void keep(BoundedCache<Integer> cache, String key, int value) {
    cache.put(cache.place(key), key, value);
  }
}
