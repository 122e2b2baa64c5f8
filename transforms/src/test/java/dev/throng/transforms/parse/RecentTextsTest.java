package dev.throng.transforms.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecentTextsTest {

  private final RecentTexts texts = new RecentTexts();

  /** Far more texts than places, alike in their beginnings, ends and lengths. */
  @Test
  void theTextIsThatOfTheBytes() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      String text =
          "x".repeat(random.nextInt(20)) + random.nextInt(9_000) + "y".repeat(random.nextInt(270));
      assertEquals(text, of("before" + text + "behind", 6, 6 + text.length()), "seed " + seed);
    }
  }

  @Test
  void whatComesAgainIsTheSameText() {
    String first = of("Mozilla/5.0 (X11)", 0, 17);
    assertSame(first, of("Mozilla/5.0 (X11)", 0, 17));
    assertSame(first, of("\"Mozilla/5.0 (X11)\"", 1, 18));
    assertNotSame(first, of("Mozilla/5.0 (X12)", 0, 17));
    assertEquals("", of("abc", 1, 1));
  }

  @Test
  void whatIsLongIsNotKept() {
    String agent = "a".repeat(257);
    assertNotSame(of(agent, 0, 257), of(agent, 0, 257));
    assertSame(of(agent, 0, 256), of(agent, 0, 256));
  }

  private String of(String text, int from, int to) {
    return texts.of(text.getBytes(StandardCharsets.US_ASCII), from, to);
  }
}
