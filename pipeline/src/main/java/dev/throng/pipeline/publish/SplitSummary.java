package dev.throng.pipeline.publish;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What one attempt at one split came to.
 *
 * @param split the split
 * @param attempt the attempt's random name
 * @param counts what became of its records
 * @param events its staged files of stored events
 * @param rejections its staged file of rejections, or none
 */
public record SplitSummary(
    SplitName split,
    String attempt,
    Counts counts,
    ArrayList<WrittenFile> events,
    ArrayList<WrittenFile> rejections)
    implements Serializable {

  public SplitSummary {
    events = new ArrayList<>(events);
    rejections = new ArrayList<>(rejections);
  }

  /**
   * The one attempt at a split that counts: a zombie and its successor can both have ended (F32).
   * Which one is told by their names alone, so that whoever asks twice gets the same.
   *
   * @throws IllegalArgumentException if there is none, or they are of different splits
   */
  public static SplitSummary only(Iterable<SplitSummary> attempts) {
    SplitSummary chosen = null;
    for (SplitSummary attempt : attempts) {
      if (chosen != null && !chosen.split.equals(attempt.split)) {
        throw new IllegalArgumentException("These are attempts at different splits.");
      }
      if (chosen == null || attempt.attempt.compareTo(chosen.attempt) < 0) {
        chosen = attempt;
      }
    }
    if (chosen == null) {
      throw new IllegalArgumentException("There is no attempt.");
    }
    return chosen;
  }

  /** All staged files. */
  List<WrittenFile> files() {
    List<WrittenFile> files = new ArrayList<>(events);
    files.addAll(rejections);
    return files;
  }
}
