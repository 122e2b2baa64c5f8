package dev.throng.transforms.release.statistical;

import dev.throng.transforms.release.mechanisms.BitSource;
import dev.throng.transforms.release.mechanisms.Draw;
import dev.throng.transforms.release.mechanisms.ReleaseKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Streams of bits under a fixed key: as many as a test wants, one an exact value. */
final class Streams {
  private final ReleaseKey key;
  private final String name;

  Streams(String name) {
    this.name = name;
    this.key = new ReleaseKey(Arrays.copyOf("fixed".getBytes(StandardCharsets.UTF_8), 32));
  }

  BitSource stream(long number) {
    return key.bits(
        new Draw(Draw.Use.NOISE, name, 0, List.of("group"), "measure", BigInteger.valueOf(number)));
  }
}
