package dev.throng.pipeline.release;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.NoisyReports;
import dev.throng.transforms.aggregate.Release;
import dev.throng.transforms.aggregate.Report;
import dev.throng.transforms.release.budget.Budget;
import dev.throng.transforms.release.budget.Cost;
import dev.throng.transforms.release.budget.Loss;
import dev.throng.transforms.release.budget.Spending;
import dev.throng.transforms.release.noisy.Guidance;
import dev.throng.transforms.release.noisy.NoisyPlan;
import dev.throng.transforms.settings.PrivacyException;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a job promises of what it gives to third parties, from its settings alone: what each report
 * may tell of one person, and all of them together in one period of the budget.
 */
public final class Promise {
  private final Budget budget;
  private final Map<Report, NoisyPlan> plans = new LinkedHashMap<>();
  private final Loss loss;

  private Promise(Job job, Budget budget) {
    this.budget = budget;
    Cost total = Cost.NOTHING;
    long releases = 0;
    for (Report report : job.reports()) {
      if (report.isNoised()) {
        NoisyPlan plan = new NoisyPlan(NoisyReports.of(report));
        plans.put(report, plan);
        long windows = budget.windows(report.window());
        total = total.plus(plan.cost().times(windows));
        releases += windows;
      }
    }
    this.loss = Loss.of(total, releases, budget.delta());
  }

  /** That of a job; nothing where it gives nothing to third parties. */
  public static Optional<Promise> of(Job job) {
    return job.reports().stream().anyMatch(Report::isNoised)
        ? Optional.of(new Promise(job, Objects.requireNonNull(job.budget())))
        : Optional.empty();
  }

  /**
   * Checks that the job keeps within its budget, whatever it has released before.
   *
   * @throws PrivacyException where it does not
   */
  public void keep() {
    if (!budget.allows(loss)) {
      throw new PrivacyException(
          "the reports for third parties would tell more of a person than 'budget' allows: "
              + loss.words()
              + " in "
              + period()
              + ", and no more than epsilon "
              + budget.epsilon().text(4, RoundingMode.CEILING)
              + " may be told; lower their epsilon, lengthen their windows, or have fewer reports");
    }
  }

  /**
   * What is to be written down of a window before it is published.
   *
   * @param report the name of a noised report of the job
   * @param windowStart milliseconds since 1970-01-01T00:00Z
   * @param content SHA-256 of the rows, in hexadecimal
   */
  public Published published(String report, long windowStart, String content) {
    Map.Entry<Report, NoisyPlan> plan =
        plans.entrySet().stream()
            .filter(each -> each.getKey().name().equals(report))
            .findFirst()
            .orElseThrow();
    return new Published(
        NoisyReports.of(plan.getKey()).digest(),
        new Spending(report, windowStart, plan.getValue().cost()),
        content);
  }

  /** The budget that it must keep within. */
  public Budget budget() {
    return budget;
  }

  /** All of it in sentences, a report each and the sum at the end. */
  public List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    plans.forEach(
        (report, plan) -> {
          Guidance guidance = new Guidance(plan);
          sentences.add(report.name() + " -> " + report.recipient() + " (third party)");
          sentences.add("    " + guidance.guarantee());
          sentences.add("    " + who(report.noised().unit()));
          if (report.isBySeller()) {
            sentences.add(
                "    Each seller gets a folder of their own, and nothing of others; 'throng sellers'"
                    + " tells which.");
          }
          if (report.countsNoisedSessions()) {
            sentences.add(
                "    A session is of one person on one device; the first "
                    + report.noised().sessionsPerGroup()
                    + " of a person in a group count.");
          }
          if (report.noised().contributions() == Release.Contributing.MOST_RECENT) {
            sentences.add(
                "    Of the groups that a person is in, the "
                    + report.noised().groupsPerUnit()
                    + " with their latest events count.");
          }
          guidance.utility().forEach(sentence -> sentences.add("    " + sentence));
        });
    sentences.add(
        "All reports for third parties together, in "
            + period()
            + ": "
            + loss.words()
            + "; the budget is epsilon "
            + budget.epsilon().text(4, RoundingMode.CEILING)
            + " at delta "
            + budget.delta().text(4, RoundingMode.CEILING)
            + ". Of a human with n ids it is n times that.");
    return List.copyOf(sentences);
  }

  private static String who(Release.Unit unit) {
    return unit == Release.Unit.PERSON
        ? "A person is who stands behind one user id, else one device, else one cookie."
        : "What is said of a person holds for a company with all its people.";
  }

  private String period() {
    Duration period = budget.period();
    return period.equals(Duration.ofDays(period.toDays()))
        ? "any " + period.toDays() + " days"
        : "any " + period.toMinutes() + " minutes";
  }
}
