package dev.throng.pipeline.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Comparator;
import java.util.List;

/**
 * How fast something was.
 *
 * @param eventsPerSecond by the clock on the wall
 * @param cpuSecondsPerMillion of this whole process, all threads
 */
public record Figure(
    @JsonProperty("events_per_second") double eventsPerSecond,
    @JsonProperty("cpu_seconds_per_million") double cpuSecondsPerMillion) {

  /** What a time in nanoseconds, of the wall and of the processors, comes to. */
  static Figure of(long events, long wall, long cpu) {
    return new Figure(events / (wall / 1e9), cpu / 1e9 / (events / 1e6));
  }

  /** The medians of both numbers, each by itself; there is at least one figure. */
  static Figure median(List<Figure> figures) {
    return new Figure(
        middle(figures.stream().map(Figure::eventsPerSecond).toList()),
        middle(figures.stream().map(Figure::cpuSecondsPerMillion).toList()));
  }

  static double middle(List<Double> numbers) {
    List<Double> sorted = numbers.stream().sorted(Comparator.naturalOrder()).toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
