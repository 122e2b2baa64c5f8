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
  private static final List<String> DECIDE = List.of("as_known", "at_event_time");

  private ConsentSection() {}

  static Consent parse(Section section, Location location) {
    if (section.isSection("ledger")) {
      throw section.fault("ledger", "must name files: this version reads no stream");
    }
    List<String> ledger = section.words("ledger").stream().map(location::resolve).toList();
    Decide decide = decide(section);
    Join join =
        section.value("join", word -> JobFile.constant(word, Join.values())).orElse(Join.AUTO);
    ConsentDefaults defaults =
        section.section("default").map(ConsentDefaults::parse).orElse(ConsentDefaults.DENIED);
    section.end();
    return new Consent(ledger, decide, join, defaults);
  }

  private static Decide decide(Section section) {
    Optional<Duration> grace = section.value("grace", Span::parse);
    Decide decide;
    if (section.isSection("decide")) {
      Section asOf = section.section("decide").orElseThrow();
      asOf.word("as_of");
      Instant recordedBy = asOf.value("as_of", ConsentSection::instant).orElseThrow();
      asOf.end();
      decide = new Decide.AsOf(recordedBy);
    } else if (section
        .value("decide", word -> JobFile.oneOf(word, DECIDE))
        .orElse("as_known")
        .equals("as_known")) {
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
