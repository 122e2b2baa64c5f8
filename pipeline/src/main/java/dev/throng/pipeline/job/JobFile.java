package dev.throng.pipeline.job;

import dev.throng.pipeline.publish.AggregateFormat;
import dev.throng.pipeline.publish.EventFormat;
import dev.throng.transforms.aggregate.Report;
import dev.throng.transforms.aggregate.ReportFile;
import dev.throng.transforms.parse.EventForm;
import dev.throng.transforms.parse.Format;
import dev.throng.transforms.parse.LogPattern;
import dev.throng.transforms.pseudonymize.Policy;
import dev.throng.transforms.pseudonymize.PseudonymizeSettings.Visitor;
import dev.throng.transforms.pseudonymize.key.Epoch;
import dev.throng.transforms.pseudonymize.key.KeySettings;
import dev.throng.transforms.pseudonymize.key.MasterReference;
import dev.throng.transforms.release.budget.Budget;
import dev.throng.transforms.release.exact.Rational;
import dev.throng.transforms.settings.NearestWord;
import dev.throng.transforms.settings.Section;
import dev.throng.transforms.settings.SettingsException;
import dev.throng.transforms.settings.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a job file (design section 4) and the policy and reports that it names. */
public final class JobFile {
  private static final int MOST_HOPS = 16;

  /** For how long events of a topic are remembered where the job does not say. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

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
    EventSource events = events(required(root, "events"));
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
    KeySettings keys = keys(required(root, "keys"));
    String store = store(root, keys);
    List<Report> reports =
        root.optionalWord("reports")
            .map(path -> ReportFile.parse(path, text(location.resolve(path))))
            .orElseGet(ReportFile::shipped);
    Budget budget = root.section("budget").flatMap(JobFile::budget).orElse(null);
    noised(root, reports, budget);
    JobOutputs outputs = outputs(required(root, "output"), events.isStream());
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

  private static Section required(Section section, String key) {
    return section.section(key).orElseThrow(() -> section.fault(key, "is missing"));
  }

  private EventSource events(Section section) {
    Format format =
        section.required("format", word -> known(word, Format.named(word), Format.labels()));
    EventForm form = form(section, format);
    Visitor visitor =
        section.value("visitor", word -> constant(word, Visitor.values())).orElse(Visitor.NONE);
    int hops = section.value("trusted_hops", word -> number(word, 0, MOST_HOPS)).orElse(0);
    Input input = input(section);
    Duration dedupe = dedupe(section, input instanceof Input.Topic);
    section.end();
    return new EventSource(form, input, visitor, hops, dedupe);
  }

  private static EventForm form(Section section, Format format) {
    Optional<LogPattern> pattern = section.value("log_format", LogPattern::new);
    if (pattern.isPresent() && format != Format.ACCESS_LOG) {
      throw section.fault("log_format", "goes with the format access-log only");
    }
    return new EventForm(format, pattern.orElse(null));
  }

  private static Duration dedupe(Section section, boolean stream) {
    Duration dedupe =
        section
            .value("dedupe", word -> word.equals("none") ? Duration.ZERO : Span.parse(word))
            .orElse(stream ? REMEMBERED : Duration.ZERO);
    if (!stream && !dedupe.isZero()) {
      throw section.fault(
          "dedupe", "must be none where events come from files: only topics send events again");
    }
    return dedupe;
  }

  private Input input(Section section) {
    if (section.isSection("from")) {
      throw section.fault("from", "must name files; a topic stands in its place in 'kafka'");
    }
    List<String> from = section.words("from").stream().map(location::resolve).toList();
    Optional<Section> topic = section.section("kafka");
    if (from.isEmpty() == topic.isEmpty()) {
      throw section.fault(
          "from", "must name at least one file, or a topic must stand in its place in 'kafka'");
    }
    return topic
        .<Input>map(each -> TopicSection.parse(each, location))
        .orElseGet(() -> new Input.Files(from));
  }

  private GeoSource geo(Section section, Policy policy) {
    String database = section.optionalWord("database").map(location::resolve).orElse(null);
    String cities = section.optionalWord("cities").map(location::resolve).orElse(null);
    int smallest =
        section
            .value("smallest_city", word -> number(word, 1, 100_000_000))
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
        section.value("epoch", word -> constant(word, Epoch.values())).orElse(Epoch.MONTH);
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

  private JobOutputs outputs(Section section, boolean stream) {
    Optional<Section> events = section.section("events");
    Output<EventFormat> stored =
        events.map(to -> output(to, EventFormat.values(), EventFormat.PARQUET)).orElse(null);
    Set<String> excluded = new HashSet<>();
    events.ifPresent(to -> excluded.addAll(to.words("exclude_regions")));
    events.ifPresent(Section::end);
    List<Output<AggregateFormat>> aggregates = new ArrayList<>();
    List<Database> databases = new ArrayList<>();
    List<TopicOutput> topics = new ArrayList<>();
    for (Section to : section.sections("aggregates")) {
      Optional<TopicOutput> topic =
          to.section("kafka").map(kafka -> TopicSection.parseOutput(kafka, location));
      if (topic.isPresent()) {
        topics.add(topic.get());
        to.end();
        continue;
      }
      boolean folder = !to.word("to").startsWith(Database.SCHEME);
      String properties = to.optionalWord("properties").map(location::resolve).orElse(null);
      if (folder) {
        aggregates.add(output(to, AggregateFormat.values(), AggregateFormat.CSV));
      } else {
        databases.add(to.required("to", url -> new Database(url, properties)));
      }
      if (to.has(folder ? "properties" : "format")) {
        throw to.fault(
            folder ? "properties" : "format", "goes with a " + (folder ? "database" : "folder"));
      }
      to.end();
    }
    if (aggregates.isEmpty() && databases.isEmpty() && topics.isEmpty()) {
      throw section.fault("aggregates", "must name at least one folder");
    }
    if (!stream && !topics.isEmpty()) {
      throw section.fault("aggregates", "may go to a topic only where events come from one");
    }
    Optional<Research> research = section.section("research").map(this::research);
    Section rejections = required(section, "rejected");
    String rejected = location.resolve(rejections.word("to"));
    TopicOutput rejectedTopic =
        rejections
            .section("kafka")
            .map(kafka -> TopicSection.parseOutput(kafka, location))
            .orElse(null);
    if (!stream && rejectedTopic != null) {
      throw rejections.fault("kafka", "may be named only where events come from a topic");
    }
    String seal = rejections.optionalWord("seal").map(location::resolve).orElse(null);
    rejections.end();
    String manifest = location.resolve(section.word("manifest"));
    String report = section.optionalWord("report").map(location::resolve).orElse(null);
    if (stream && report != null) {
      throw section.fault(
          "report",
          "is written when a run ends, and one over topics does not: make the page with 'throng"
              + " report' when you want to look");
    }
    section.end();
    try {
      return new JobOutputs(
          stored,
          excluded,
          aggregates,
          databases,
          topics,
          research.orElse(null),
          rejected,
          rejectedTopic,
          seal,
          manifest,
          report);
    } catch (IllegalArgumentException e) {
      throw section.fault("aggregates", "or another output is wrong: " + e.getMessage());
    }
  }

  private Research research(Section section) {
    return ResearchSection.parse(
        section, output(section, AggregateFormat.values(), AggregateFormat.PARQUET));
  }

  private <F extends Enum<F>> Output<F> output(Section section, F[] formats, F otherwise) {
    String to = location.resolve(section.word("to"));
    F format = section.value("format", word -> constant(word, formats)).orElse(otherwise);
    return new Output<>(to, format);
  }

  /** The constant of that name in lower case. */
  static <E extends Enum<E>> E constant(String word, E[] constants) {
    Function<E, String> label = constant -> constant.name().toLowerCase(Locale.ROOT);
    Optional<E> found =
        Arrays.stream(constants).filter(constant -> label.apply(constant).equals(word)).findFirst();
    return known(word, found, Arrays.stream(constants).map(label).toList());
  }

  /** The word, where it is one of those. */
  static String oneOf(String word, List<String> words) {
    return known(word, words.stream().filter(word::equals).findFirst(), words);
  }

  private static <T> T known(String word, Optional<T> found, List<String> labels) {
    return found.orElseThrow(
        () -> {
          String nearest = NearestWord.to(word, labels);
          return new IllegalArgumentException(
              "must be one of "
                  + String.join(", ", labels)
                  + (nearest == null ? "" : "; did you mean '" + nearest + "'?"));
        });
  }

  static int number(String word, int least, int most) {
    if (!word.matches("\\d{1,9}")
        || Integer.parseInt(word) < least
        || Integer.parseInt(word) > most) {
      throw new IllegalArgumentException("must be a whole number from " + least + " to " + most);
    }
    return Integer.parseInt(word);
  }
}
