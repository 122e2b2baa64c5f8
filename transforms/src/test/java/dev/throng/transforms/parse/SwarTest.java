package dev.throng.transforms.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SwarTest {

  /** Mostly digits, of which some are not, up to more than there may be. */
  @Test
  void digitsAreTheNumberThatTheyWrite() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(21); n > 0; n--) {
        text.append(
            random.nextInt(100) == 0 ? " -+./:aé٣".charAt(random.nextInt(9)) : digit(random));
      }
      byte[] bytes = ("7" + text + "7").getBytes(StandardCharsets.UTF_8);
      boolean plain = text.toString().matches("[0-9]{1,18}");
      assertEquals(
          plain ? Long.parseLong(text.toString()) : -1,
          Swar.digits(bytes, 1, bytes.length - 1),
          "seed " + seed + ": " + text);
    }
  }

  private static char digit(Random random) {
    return (char) ('0' + random.nextInt(10));
  }
}
