package dev.throng.pipeline.check;

import dev.throng.pipeline.job.Research;
import dev.throng.transforms.aggregate.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What an extract for research promises and what not, in words for people (P12, P27, P30). */
public final class ExtractPromise {
  private ExtractPromise() {}

  /** In sentences. */
  public static List<String> sentences(Research research) {
    Release.KAnonymous release = research.release();
    List<String> sentences = new ArrayList<>();
    sentences.add(Research.NAME + " -> " + research.report().recipient() + " (extract)");
    sentences.add(
        "    Each row looks like those of at least "
            + release.people()
            + " people of its day (of companies, where those are fewer) in: "
            + identifiers(research)
            + ".");
    sentences.add(
        "    Where fewer are alike, the last columns of these become (all), in all rows of the day;"
            + " at most "
            + release.suppress().movePointRight(2).stripTrailingZeros().toPlainString()
            + " % of a day's events are left out instead.");
    Release.Diversity diversity = release.diversity();
    if (diversity != null) {
      sentences.add(
          "    The people of rows that look alike have at least "
              + diversity.least()
              + " values of "
              + diversity.of()
              + "; unknown is none.");
    }
    sentences.add(
        "    Only events whose people allow research are in it, and no pseudonym is; robots and"
            + " nobody count as no people; disputes about health are left out"
            + (research.excludedRegions().isEmpty()
                ? "."
                : ", and so is who lives in "
                    + String.join(", ", new TreeSet<>(research.excludedRegions()))
                    + " or nobody knows where."));
    sentences.add(
        "    That says nothing to who knows more of somebody than these columns, or has another"
            + " extract of the same day: it is no differential privacy, and not for third parties.");
    return List.copyOf(sentences);
  }

  private static String identifiers(Research research) {
    List<String> columns = research.report().dimensions();
    List<String> identifiers = new ArrayList<>();
    int from = 0;
    for (int length : research.release().chains()) {
      identifiers.add(String.join(" > ", columns.subList(from, from + length)));
      from += length;
    }
    return String.join("; ", identifiers);
  }
}
