package dev.throng.pipeline.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a step has to give away at the end of its bundle. Flink lets no watermark pass before that,
 * and takes no checkpoint either (F28), so nothing here is late or lost.
 */
final class Bundle<T> {
  private final List<T> ready = new ArrayList<>();

  void add(T element) {
    ready.add(element);
  }

  void drain(Consumer<T> out) {
    ready.forEach(out);
    ready.clear();
  }
}
