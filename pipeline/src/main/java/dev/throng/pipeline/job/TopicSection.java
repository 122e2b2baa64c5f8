package dev.throng.pipeline.job;

import dev.throng.transforms.settings.Section;
import dev.throng.transforms.settings.Span;
import java.time.Duration;
import java.util.regex.Pattern;

/** Reads a topic of Kafka in a job file: {@code {bootstrap: "host:9092", topic: events}}. */
final class TopicSection {
  private static final Duration DISORDER = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofSeconds(30);

  /** What Kafka allows. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,249}");

  private static final Pattern BROKERS =
      Pattern.compile("[^\\s,/]+:\\d{1,5}(,[^\\s,/]+:\\d{1,5})*");

  private TopicSection() {}

  static Input.Topic parse(Section section, Location location) {
    String bootstrap = section.required("bootstrap", TopicSection::brokers);
    String topic = section.required("topic", TopicSection::name);
    String properties = section.optionalWord("properties").map(location::resolve).orElse(null);
    Duration disorder = section.value("disorder", Span::parse).orElse(DISORDER);
    Duration idle = section.value("idle", Span::parse).orElse(IDLE);
    section.end();
    if (idle.isZero()) {
      throw section.fault("idle", "must be a second or more");
    }
    return new Input.Topic(bootstrap, topic, properties, disorder, idle);
  }

  static TopicOutput parseOutput(Section section, Location location) {
    String bootstrap = section.required("bootstrap", TopicSection::brokers);
    String topic = section.required("topic", TopicSection::name);
    String properties = section.optionalWord("properties").map(location::resolve).orElse(null);
    section.end();
    return new TopicOutput(bootstrap, topic, properties);
  }

  private static String brokers(String word) {
    if (!BROKERS.matcher(word).matches()) {
      throw new IllegalArgumentException("must name brokers as host:port, parted by commas");
    }
    return word;
  }

  private static String name(String word) {
    if (!NAME.matcher(word).matches()) {
      throw new IllegalArgumentException(
          "must be the name of a topic: letters, digits, dots, hyphens and underscores");
    }
    return word;
  }
}
