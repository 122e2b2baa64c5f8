package dev.throng.transforms.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

  /** One byte beyond ASCII at every place in and around every stretch of a short array. */
  @Test
  void asciiIsWhatNoByteInIsBeyond() {
    for (int length = 0; length < 28; length++) {
      for (int beyond = 0; beyond <= length; beyond++) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, Byte.MAX_VALUE);
        if (beyond < length) {
          bytes[beyond] = (byte) (beyond % 2 == 0 ? 0x80 : 0xff);
        }
        for (int from = 0; from <= length; from++) {
          for (int to = from; to <= length; to++) {
            boolean inside = from <= beyond && beyond < to;
            assertEquals(
                !inside, Swar.isAscii(bytes, from, to), beyond + " in " + from + ".." + to);
          }
        }
      }
    }
  }

  private static char digit(Random random) {
    return (char) ('0' + random.nextInt(10));
  }
}
