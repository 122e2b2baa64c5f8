package dev.throng.pipeline.check;

import dev.throng.transforms.aggregate.Release;
import dev.throng.transforms.aggregate.Report;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a report promises to whoever is in it, in one sentence for people (P13). */
final class Guarantee {
  private Guarantee() {}

  static String of(Report report) {
    Release release = report.release();
    if (release instanceof Release.AtLeast atLeast) {
      return "Every row is about at least "
          + atLeast.people()
          + " people, or companies where these are fewer; smaller groups are merged or left out"
          + different(atLeast.diversity())
          + ".";
    }
    if (release instanceof Release.KAnonymous alike) {
      return "Every row looks like those of at least "
          + alike.people()
          + " people, or companies where these are fewer"
          + different(alike.diversity())
          + "; no pseudonym is in it.";
    }
    Release.Noised noised = report.noised();
    return "Every number is noised, so that one "
        + noised.unit().name().toLowerCase(Locale.ROOT)
        + " changes next to nothing: differential privacy with epsilon "
        + noised.epsilon().toPlainString()
        + " and delta "
        + noised.delta().stripTrailingZeros()
        + " a window.";
  }

  private static String different(Release.@Nullable Diversity diversity) {
    return diversity == null
        ? ""
        : ", and its people have at least " + diversity.least() + " values of " + diversity.of();
  }
}
