package dev.throng.pipeline.job;

import dev.throng.transforms.consent.ConsentDefaults;
import dev.throng.transforms.consent.Decide;
import dev.throng.transforms.settings.Section;
import dev.throng.transforms.settings.Span;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads {@code consent} of a job file. */
final class ConsentSection {
  private static final String AS_KNOWN = "as_known";
  private static final String AT_EVENT_TIME = "at_event_time";
  private static final List<String> DECIDE = List.of(AS_KNOWN, AT_EVENT_TIME);

  /** How long a decision in streaming waits for late facts where the job does not say. */
  private static final Duration GRACE = Duration.ofMinutes(1);

  private ConsentSection() {}

  /** Nobody allows anything, unless their events say so. */
  static Consent denied(boolean stream) {
    return new Consent(Consent.NO_LEDGER, otherwise(stream), Join.AUTO, ConsentDefaults.DENIED);
  }

  /**
   * Reads it.
   *
   * @param stream whether events come from a topic: then their decisions wait for a grace, and then
   *     are final
   */
  static Consent parse(Section section, Location location, boolean stream) {
    Input ledger =
        section.isSection("ledger")
            ? TopicSection.parse(section.section("ledger").orElseThrow(), location)
            : new Input.Files(section.words("ledger").stream().map(location::resolve).toList());
    boolean topic = ledger instanceof Input.Topic;
    if (topic != stream && !ledger.equals(Consent.NO_LEDGER)) {
      throw section.fault(
          "ledger",
          stream
              ? "must be a topic, as in {bootstrap: \"host:9092\", topic: consent}, where events"
                  + " come from one"
              : "must name files where events come from files");
    }
    Decide decide = decide(section, stream);
    Join join =
        section.value("join", word -> Choice.constant(word, Join.values())).orElse(Join.AUTO);
    ConsentDefaults defaults =
        section.section("default").map(ConsentDefaults::parse).orElse(ConsentDefaults.DENIED);
    section.end();
    return new Consent(ledger, decide, join, defaults);
  }

  private static Decide otherwise(boolean stream) {
    return stream ? new Decide.WithGrace(GRACE) : new Decide.AsKnown();
  }

  private static Decide decide(Section section, boolean stream) {
    Decide decide = decide(section, otherwise(stream));
    if (!stream) {
      return decide;
    }
    if (decide instanceof Decide.AtEventTime) {
      return new Decide.WithGrace(GRACE);
    }
    if (!(decide instanceof Decide.WithGrace)) {
      throw section.fault(
          "decide",
          "must be at_event_time where events come from a topic: what is to come, nobody knows");
    }
    return decide;
  }

  private static Decide decide(Section section, Decide otherwise) {
    Optional<Duration> grace = section.value("grace", Span::parse);
    Decide decide;
    if (section.isSection("decide")) {
      Section asOf = section.section("decide").orElseThrow();
      asOf.word("as_of");
      Instant recordedBy = asOf.value("as_of", ConsentSection::instant).orElseThrow();
      asOf.end();
      decide = new Decide.AsOf(recordedBy);
    } else if (section
        .value("decide", word -> Choice.oneOf(word, DECIDE))
        .orElse(otherwise instanceof Decide.AsKnown ? AS_KNOWN : AT_EVENT_TIME)
        .equals(AS_KNOWN)) {
      decide = new Decide.AsKnown();
    } else {
      return grace.<Decide>map(Decide.WithGrace::new).orElseGet(Decide.AtEventTime::new);
    }
    if (grace.isPresent()) {
      throw section.fault("grace", "goes with 'decide: at_event_time' only");
    }
    return decide;
  }

  private static Instant instant(String word) {
    try {
      return Instant.parse(word);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "must be an instant in UTC such as 2026-06-02T00:00:00Z, not '" + word + "'");
    }
  }
}
