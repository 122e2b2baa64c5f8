package dev.throng.pipeline.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code CONSENT.md} read word by word, as slowly as it takes: what the pipeline is held against.
 * It shares nothing with it, and was written without looking at it.
 */
final class NaiveReading {
  /** In the order in which they go before each other. */
  static final List<String> REASONS =
      List.of(
          "erased",
          "minor",
          "restricted",
          "special_category",
          "objected",
          "withdrawn",
          "denied",
          "gpc",
          "policy_version",
          "never_asked");

  private NaiveReading() {}

  /**
   * What becomes of an event.
   *
   * @param ledger facts by id, those of unsubscribe events among them
   */
  static Outcome of(Setting setting, Happening event, Map<Id, List<Said>> ledger) {
    List<Source> sources = new ArrayList<>();
    sources.add(ownWord(setting, event));
    for (Id id : event.ids()) {
      List<Said> facts = ledger.getOrDefault(id, List.of());
      sources.add(IdReading.of(setting, id.type(), event.time(), facts));
    }
    Set<String> withoutGpc = served(setting, event, sources);
    if (event.gpc()) {
      Source gpc = new Source();
      gpc.refusals.addAll(List.of("marketing", "share_with_sellers"));
      sources.add(gpc);
    }
    Set<String> served = served(setting, event, sources);
    return new Outcome(served, served.isEmpty() ? reason(sources, !withoutGpc.isEmpty()) : null);
  }

  /** The facts that an event is. */
  static List<Said> unsubscribed(Happening event) {
    List<Said> facts = new ArrayList<>();
    for (Id id : event.ids()) {
      if (event.type().equals("unsubscribe") && !id.type().equals("company")) {
        facts.add(new Said(id, "marketing", "objected", event.time(), event.time(), null));
      }
    }
    return facts;
  }

  private static Source ownWord(Setting setting, Happening event) {
    Source own = new Source();
    event.categories().forEach((purpose, granted) -> say(setting, event, own, purpose, granted));
    for (Signal signal : event.signals()) {
      signal.grants().forEach(purpose -> say(setting, event, own, purpose, true));
      signal.refuses().forEach(purpose -> say(setting, event, own, purpose, false));
    }
    if (event.type().equals("unsubscribe")) {
      own.refuse("marketing", "objected");
    }
    if (event.minor()) {
      own.refuseTheEvent("minor");
    }
    // A dispute is what an event tells of one, whatever the event's type.
    if (event.health() && !event.explicit()) {
      own.refuseTheEvent("special_category");
    }
    return own;
  }

  private static void say(
      Setting setting, Happening event, Source own, String purpose, boolean granted) {
    if (!granted) {
      own.refuse(purpose, "denied");
    } else if (IdReading.isTooOld(setting, event.version())) {
      own.reasons.add("policy_version");
    } else {
      own.grant(purpose);
    }
  }

  private static Set<String> served(Setting setting, Happening event, List<Source> sources) {
    Set<String> served = new TreeSet<>();
    for (String purpose : Source.PURPOSES) {
      boolean refused = sources.stream().anyMatch(source -> source.refusals.contains(purpose));
      boolean granted = sources.stream().anyMatch(source -> source.grants.contains(purpose));
      boolean silent = sources.stream().noneMatch(source -> source.saysSomethingOn(purpose));
      if (!refused && (granted || (silent && isDefault(setting, event.residence(), purpose)))) {
        served.add(purpose);
      }
    }
    return served;
  }

  private static boolean isDefault(Setting setting, @Nullable String residence, String purpose) {
    if (residence != null) {
      return isDefaultIn(setting, residence, purpose);
    }
    // An unknown country takes the strictest, be it that of a country which is not named.
    return isDefaultIn(setting, "*", purpose)
        && setting.defaults().keySet().stream()
            .allMatch(country -> isDefaultIn(setting, country, purpose));
  }

  private static boolean isDefaultIn(Setting setting, String country, String purpose) {
    for (String row : List.of(country, "*")) {
      Map<String, String> words = setting.defaults().getOrDefault(row, Map.of());
      for (String column : List.of(purpose, "*")) {
        if (words.containsKey(column)) {
          return "granted".equals(words.get(column));
        }
      }
    }
    return false;
  }

  private static String reason(List<Source> sources, boolean onlyForGpc) {
    Set<String> reasons = new TreeSet<>(Set.of("never_asked"));
    sources.forEach(source -> reasons.addAll(source.reasons));
    if (onlyForGpc) {
      reasons.add("gpc");
    }
    return REASONS.stream().filter(reasons::contains).findFirst().orElseThrow();
  }
}
