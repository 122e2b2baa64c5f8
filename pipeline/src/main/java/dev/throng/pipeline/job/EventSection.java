package dev.throng.pipeline.job;

import dev.throng.transforms.parse.EventForm;
import dev.throng.transforms.parse.Format;
import dev.throng.transforms.parse.LogPattern;
import dev.throng.transforms.pseudonymize.PseudonymizeSettings.Visitor;
import dev.throng.transforms.settings.Section;
import dev.throng.transforms.settings.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code events} of a job file. */
final class EventSection {
  private static final int MOST_HOPS = 16;

  /** For how long events of a topic are remembered where the job does not say. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private final Section section;
  private final Location location;

  private EventSection(Section section, Location location) {
    this.section = section;
    this.location = location;
  }

  static EventSource parse(Section section, Location location) {
    return new EventSection(section, location).read();
  }

  private EventSource read() {
    Format format =
        section.required("format", word -> Choice.known(word, Format.named(word), Format.labels()));
    EventForm form = form(format);
    Visitor visitor =
        section
            .value("visitor", word -> Choice.constant(word, Visitor.values()))
            .orElse(Visitor.NONE);
    int hops = section.value("trusted_hops", word -> Choice.number(word, 0, MOST_HOPS)).orElse(0);
    Input input = input();
    Duration dedupe = dedupe(input instanceof Input.Topic);
    section.end();
    return new EventSource(form, input, visitor, hops, dedupe);
  }

  private EventForm form(Format format) {
    Optional<LogPattern> pattern = section.value("log_format", LogPattern::new);
    if (pattern.isPresent() && format != Format.ACCESS_LOG) {
      throw section.fault("log_format", "goes with the format access-log only");
    }
    return new EventForm(format, pattern.orElse(null));
  }

  private Duration dedupe(boolean stream) {
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

  private Input input() {
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
}
