package dev.throng.pipeline.job;

import dev.throng.pipeline.publish.AggregateFormat;
import dev.throng.pipeline.publish.EventFormat;
import dev.throng.transforms.settings.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code output} of a job file. */
final class OutputSection {
  private final Section section;
  private final Location location;
  private final boolean stream;
  private final List<Output<AggregateFormat>> aggregates = new ArrayList<>();
  private final List<Database> databases = new ArrayList<>();
  private final List<TopicOutput> topics = new ArrayList<>();

  private OutputSection(Section section, Location location, boolean stream) {
    this.section = section;
    this.location = location;
    this.stream = stream;
  }

  /**
   * @param stream whether events come from a topic
   */
  static JobOutputs parse(Section section, Location location, boolean stream) {
    return new OutputSection(section, location, stream).read();
  }

  private JobOutputs read() {
    Optional<Section> events = section.section("events");
    Output<EventFormat> stored =
        events.map(to -> output(to, EventFormat.values(), EventFormat.PARQUET)).orElse(null);
    Set<String> excluded = new HashSet<>();
    events.ifPresent(to -> excluded.addAll(to.words("exclude_regions")));
    events.ifPresent(Section::end);
    section.sections("aggregates").forEach(this::aggregates);
    if (aggregates.isEmpty() && databases.isEmpty() && topics.isEmpty()) {
      throw section.fault("aggregates", "must name at least one folder");
    }
    if (!stream && !topics.isEmpty()) {
      throw section.fault("aggregates", "may go to a topic only where events come from one");
    }
    Optional<Research> research = section.section("research").map(this::research);
    Section rejections = section.requiredSection("rejected");
    String rejected = location.resolve(rejections.word("to"));
    TopicOutput rejectedTopic = rejectedTopic(rejections);
    String seal = rejections.optionalWord("seal").map(location::resolve).orElse(null);
    rejections.end();
    String manifest = location.resolve(section.word("manifest"));
    String report = report();
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

  private void aggregates(Section to) {
    Optional<TopicOutput> topic = topic(to);
    if (topic.isPresent()) {
      topics.add(topic.orElseThrow());
      to.end();
      return;
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

  private Optional<TopicOutput> topic(Section to) {
    return to.section("kafka").map(kafka -> TopicSection.parseOutput(kafka, location));
  }

  private @Nullable TopicOutput rejectedTopic(Section rejections) {
    TopicOutput topic = topic(rejections).orElse(null);
    if (!stream && topic != null) {
      throw rejections.fault("kafka", "may be named only where events come from a topic");
    }
    return topic;
  }

  private @Nullable String report() {
    String report = section.optionalWord("report").map(location::resolve).orElse(null);
    if (stream && report != null) {
      throw section.fault(
          "report",
          "is written when a run ends, and one over topics does not: make the page with 'throng"
              + " report' when you want to look");
    }
    return report;
  }

  private Research research(Section section) {
    return ResearchSection.parse(
        section, output(section, AggregateFormat.values(), AggregateFormat.PARQUET));
  }

  private <F extends Enum<F>> Output<F> output(Section section, F[] formats, F otherwise) {
    String to = location.resolve(section.word("to"));
    F format = section.value("format", word -> Choice.constant(word, formats)).orElse(otherwise);
    return new Output<>(to, format);
  }
}
