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
      held += holds ? 1 : 0;
    }
    assertTrue(held > 1_000, "held " + held);
  }
}
