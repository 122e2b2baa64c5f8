package dev.throng.pipeline.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Numbers, beside Java's own way to write them. */
class JsonTextTest {

  @Test
  void numbersAreWrittenAsJavaWritesThem() throws IOException {
    List<Long> numbers = new ArrayList<>(List.of(0L, Long.MIN_VALUE, Long.MAX_VALUE));
    for (long power = 1; power > 0 && power <= 1_000_000_000_000_000_000L; power *= 10) {
      for (long near : new long[] {power - 1, power, power + 1, 9 * (power / 2), 7 * power / 8}) {
        numbers.add(near);
        numbers.add(-near);
      }
    }
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      numbers.add(random.nextLong() >> random.nextInt(Long.SIZE));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonText json = new JsonText(Channels.newChannel(out))) {
      for (long number : numbers) {
        json.number(number);
        json.endLine();
      }
    }
    assertEquals(
        numbers.stream().map(number -> number + "\n").collect(Collectors.joining()),
        out.toString(StandardCharsets.US_ASCII),
        "seed " + seed);
  }
}
