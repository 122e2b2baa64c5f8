package dev.throng.pipeline.consent;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** "What an id says" and "The settings", word by word. */
final class IdReading {
  private final Setting setting;
  private final String type;
  private final long t;
  private final List<Said> facts = new ArrayList<>();
  private final Source source = new Source();

  private IdReading(Setting setting, String type, long t) {
    this.setting = setting;
    this.type = type;
    this.t = t;
  }

  /** What an id of that type says of an event at {@code t}. */
  static Source of(Setting setting, String type, long t, List<Said> ledger) {
    IdReading reading = new IdReading(setting, type, t);
    for (Said fact : ledger) {
      if (reading.counts(fact)) {
        reading.facts.add(fact);
      }
    }
    reading.erased();
    reading.versions();
    reading.minor();
    reading.restricted();
    reading.facts.removeIf(fact -> !fact.is("granted", "denied", "withdrawn", "objected"));
    for (String purpose : Source.PURPOSES) {
      reading.word(purpose);
    }
    return reading.source;
  }

  /** Where a setting asks when a fact was recorded. */
  private boolean counts(Said fact) {
    long latest;
    if (setting.asOf() != null) {
      latest = setting.asOf();
    } else if (setting.grace() != null) {
      latest = t + setting.grace();
    } else {
      return true;
    }
    return fact.recorded() == null
        ? fact.is("denied", "withdrawn", "objected", "restricted", "erased", "minor")
        : fact.recorded() <= latest;
  }

  private boolean laterCounts() {
    return !setting.decide().equals("at_event_time");
  }

  private void erased() {
    List<Said> erasures = facts.stream().filter(fact -> fact.is("erased")).toList();
    for (Said erased : erasures) {
      if (t <= erased.effective()) {
        source.refuseTheEvent("erased");
      }
      facts.removeIf(
          fact -> fact.is("granted", "guardian_consent") && fact.effective() <= erased.effective());
    }
  }

  private void versions() {
    List<Said> void_ = new ArrayList<>();
    for (Said fact : facts) {
      if (fact.is("granted") && !isCompany() && isTooOld(setting, fact.version())) {
        void_.add(fact);
        if (fact.effective() <= t) {
          source.reasons.add("policy_version");
        }
      }
    }
    facts.removeAll(void_);
    facts.removeIf(fact -> fact.is("granted") && isCompany());
  }

  static boolean isTooOld(Setting setting, @Nullable String version) {
    @Nullable String oldest = setting.reconsentFrom();
    return oldest != null && (version == null || version.compareTo(oldest) < 0);
  }

  private boolean isCompany() {
    return type.equals("company");
  }

  private void minor() {
    boolean minor = false;
    long last = Said.SINCE_EVER;
    for (Said fact : facts) {
      if (fact.is("minor")) {
        minor = true;
        last = Math.max(last, fact.effective());
      }
    }
    boolean lifted = false;
    for (Said fact : facts) {
      lifted |= fact.is("guardian_consent") && fact.effective() > last && fact.effective() <= t;
    }
    if (minor && !lifted) {
      source.refuseTheEvent("minor");
    }
  }

  private void restricted() {
    List<Said> track =
        facts.stream().filter(fact -> fact.is("restricted", "unrestricted")).toList();
    if (latest(track, t).stream().anyMatch(fact -> fact.is("restricted"))) {
      source.refuseTheEvent("restricted");
    }
    if (laterCounts()
        && latest(track, Long.MAX_VALUE).stream().anyMatch(fact -> fact.is("restricted"))) {
      source.refuseTheEvent("restricted");
    }
  }

  private void word(String purpose) {
    List<Said> track = facts.stream().filter(fact -> fact.isOn(purpose)).toList();
    List<Said> latest = latest(track, t);
    boolean refused = false;
    for (String state : List.of("objected", "withdrawn", "denied")) {
      if (!refused && latest.stream().anyMatch(fact -> fact.is(state))) {
        source.refuse(purpose, state);
        refused = true;
      }
    }
    if (!refused && !latest.isEmpty()) {
      source.grant(purpose);
    }
    for (Said fact : track) {
      if (laterCounts() && fact.effective() > t && !fact.is("granted")) {
        source.refuse(purpose, fact.state());
      }
    }
  }

  /** The facts of a track at its latest instant at or before {@code until}. */
  private static List<Said> latest(List<Said> track, long until) {
    List<Said> before = track.stream().filter(fact -> fact.effective() <= until).toList();
    long last = before.stream().mapToLong(Said::effective).max().orElse(until);
    return before.stream().filter(fact -> fact.effective() == last).toList();
  }
}
