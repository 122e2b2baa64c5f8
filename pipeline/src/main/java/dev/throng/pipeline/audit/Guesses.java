package dev.throng.pipeline.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Ids that anybody can guess: the numbers below 100,000, the addresses of three private networks of
 * 16 bits, and what a file lists, one a line.
 */
final class Guesses {
  private static final int NUMBERS = 100_000;
  private static final List<String> NETWORKS = List.of("10.0.", "172.16.", "192.168.");

  private Guesses() {}

  static void numbers(Consumer<String> guess) {
    for (int i = 0; i < NUMBERS; i++) {
      guess.accept(Integer.toString(i));
    }
  }

  static void addresses(Consumer<String> guess) {
    for (String network : NETWORKS) {
      for (int i = 0; i < 1 << 16; i++) {
        guess.accept(network + (i >> 8) + "." + (i & 0xff));
      }
    }
  }

  /**
   * The lines of a file that are not blank.
   *
   * @throws IOException where it is missing or unreadable
   */
  static void file(Path file, Consumer<String> guess) throws IOException {
    try (Lines lines = new Lines(file)) {
      for (@Nullable String line = lines.next(); line != null; line = lines.next()) {
        if (!line.isBlank()) {
          guess.accept(line.strip());
        }
      }
    }
  }
}
