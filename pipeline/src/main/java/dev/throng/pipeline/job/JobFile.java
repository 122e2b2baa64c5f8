package dev.throng.pipeline.job;

import dev.throng.transforms.aggregate.Report;
import dev.throng.transforms.aggregate.ReportFile;
import dev.throng.transforms.pseudonymize.Policy;
import dev.throng.transforms.pseudonymize.key.Epoch;
import dev.throng.transforms.pseudonymize.key.KeySettings;
import dev.throng.transforms.pseudonymize.key.MasterReference;
import dev.throng.transforms.release.budget.Budget;
import dev.throng.transforms.release.exact.Rational;
import dev.throng.transforms.settings.Section;
import dev.throng.transforms.settings.SettingsException;
import dev.throng.transforms.settings.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a job file (design section 4) and the policy and reports that it names. */
public final class JobFile {
  private final String file;
  private final Location location;
  private final Instant now;

  private JobFile(String file, Instant now) {
    this.file = file;
    this.location = Location.ofFile(file);
    this.now = now;
  }

  /**
   * The job of a file.
   *
   * @param file a local path, or anything that Beam's {@code FileSystems} know
   * @param now the start of the run, from which relative limits count
   * @throws SettingsException with file and line, where something cannot be meant, or the file or
   *     one that it names is missing
   */
  public static Job read(String file, Instant now) {
    return new JobFile(file, now).job(text(file));
  }

  private static String text(String file) {
    try {
      return Location.read(file);
    } catch (IOException e) {
      throw new SettingsException(e.getMessage() == null ? file : e.getMessage());
    }
  }

  private Job job(String text) {
    Section root = Section.parse(file, text);
    String name = root.word("name");
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9_. -]{0,99}")) {
      throw root.fault("name", "must be of letters, digits, dots, hyphens and spaces");
    }
    EventSource events = EventSection.parse(root.requiredSection("events"), location);
    Consent consent =
        root.section("consent")
            .map(section -> ConsentSection.parse(section, location, events.isStream()))
            .orElseGet(() -> ConsentSection.denied(events.isStream()));
    Policy policy =
        root.optionalWord("policy")
            .map(path -> Policy.parse(path, text(location.resolve(path))))
            .orElseGet(Policy::shipped);
    GeoSource geo =
        root.section("geo")
            .map(section -> geo(section, policy))
            .orElseGet(() -> new GeoSource(null, null, policy.smallestCity()));
    KeySettings keys = keys(root.requiredSection("keys"));
    String store = store(root, keys);
    List<Report> reports =
        root.optionalWord("reports")
            .map(path -> ReportFile.parse(path, text(location.resolve(path))))
            .orElseGet(ReportFile::shipped);
    Budget budget = root.section("budget").flatMap(JobFile::budget).orElse(null);
    noised(root, reports, budget);
    JobOutputs outputs =
        OutputSection.parse(root.requiredSection("output"), location, events.isStream());
    if (outputs.research() != null
        && reports.stream().anyMatch(report -> report.name().equals(Research.NAME))) {
      throw root.fault("reports", "holds a report named 'research', as the extract is: rename it");
    }
    if (!outputs.databases().isEmpty()) {
      reports.stream()
          .filter(Report::isBySeller)
          .findFirst()
          .ifPresent(
              report -> {
                throw root.fault(
                    "reports",
                    "holds '"
                        + report.name()
                        + "', which goes to each seller apart, and a database has one table for all:"
                        + " run it in a job that writes to folders only");
              });
    }
    Limits limits =
        root.section("limits")
            .map(section -> Limits.parse(section, now))
            .orElseGet(() -> Limits.defaults(now));
    root.end();
    return new Job(
        name, events, consent, policy, geo, keys, store, reports, budget, outputs, limits);
  }

  /** All third parties are one audience: they could put together what they get. */
  private static Optional<Budget> budget(Section section) {
    Optional<Budget> budget = section.section("third_party").map(JobFile::thirdParty);
    section.end();
    return budget;
  }

  private static Budget thirdParty(Section section) {
    Rational epsilon = section.required("epsilon", Rational::parse);
    Rational delta = section.required("delta", Rational::parse);
    Duration period = section.required("period", Span::parse);
    section.end();
    try {
      return new Budget(epsilon, delta, period);
    } catch (IllegalArgumentException e) {
      throw section.fault("epsilon", "or another number of the budget is wrong: " + e.getMessage());
    }
  }

  private static void noised(Section root, List<Report> reports, @Nullable Budget budget) {
    for (Report report : reports) {
      if (!report.isNoised()) {
        continue;
      }
      try {
        NoisyReports.of(report);
      } catch (IllegalArgumentException e) {
        throw root.fault("reports", "holds '" + report.name() + "': " + e.getMessage());
      }
      if (budget == null) {
        throw root.fault(
            "budget",
            "is missing: '"
                + report.name()
                + "' is noised, so say how much may be told of a person in all, as in"
                + " {third_party: {epsilon: 4, delta: 1e-6, period: 30d}}");
      }
    }
  }

  private GeoSource geo(Section section, Policy policy) {
    String database = section.optionalWord("database").map(location::resolve).orElse(null);
    String cities = section.optionalWord("cities").map(location::resolve).orElse(null);
    int smallest =
        section
            .value("smallest_city", word -> Choice.number(word, 1, 100_000_000))
            .orElse(policy.smallestCity());
    if (smallest < policy.smallestCity()) {
      throw section.fault(
          "smallest_city", "must not be less than the policy's " + policy.smallestCity());
    }
    section.end();
    return new GeoSource(database, cities, smallest);
  }

  private KeySettings keys(Section section) {
    String keyring = location.resolve(section.word("keyring"));
    MasterReference master = section.required("master", MasterReference::parse);
    if (Location.isLocal(location.folder())) {
      master = master.within(Path.of(location.folder()));
    }
    Epoch epoch =
        section.value("epoch", word -> Choice.constant(word, Epoch.values())).orElse(Epoch.MONTH);
    section.end();
    return new KeySettings(keyring, master, epoch);
  }

  private String store(Section root, KeySettings keys) {
    String store =
        root.value("store", this::folder).orElseGet(() -> Location.beside(keys.keyring(), "store"));
    if (store.equals(keys.keyring())) {
      throw root.fault("store", "must not be the folder of the keys");
    }
    return store;
  }

  private String folder(String word) {
    if (word.isBlank() || word.chars().anyMatch(c -> c < ' ' || "*?[]{}".indexOf(c) >= 0)) {
      throw new IllegalArgumentException("must name a folder, without any of * ? [ ] { }");
    }
    return location.resolve(word);
  }
}
