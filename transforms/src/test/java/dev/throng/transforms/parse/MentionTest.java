package dev.throng.transforms.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MentionTest {

  private static final String LETTERS = "unsUNSxé\u0000\\u ";

  /** Texts of few letters hold the word often, at every place and over every border. */
  @Test
  void aWordIsFoundWhereverItIs() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Mention mention = new Mention("uns");
    int held = 0;
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(40); n > 0; n--) {
        text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      byte[] inner = text.toString().getBytes(StandardCharsets.UTF_8);
      byte[] bytes = ("u" + text + "ns").getBytes(StandardCharsets.UTF_8);
      boolean holds = text.toString().toLowerCase(Locale.ROOT).contains("uns");
      boolean escaped = text.indexOf("\\u") >= 0;
      boolean told = mention.mayBeIn(bytes, 1, inner.length);
      String about = "seed " + seed + ": " + Arrays.toString(inner);
      assertEquals(holds || escaped, told, about);
      assertEquals(lastIn(inner), mention.lastIn(bytes, 1, inner.length) - 1, about);
      held += holds ? 1 : 0;
    }
    assertTrue(held > 1_000, "held " + held);
  }

  /** The last place of the word, or -2. */
  private static int lastIn(byte[] bytes) {
    // One byte a character, of which those beyond ASCII have no other case.
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    for (int at = text.length() - 3; at >= 0; at--) {
      if (text.substring(at, at + 3).equalsIgnoreCase("uns")) {
        return at;
      }
    }
    return -2;
  }
}
