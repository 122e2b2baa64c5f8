package dev.throng.pipeline.consent;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events and facts in few words, for cases that are reasoned out by hand. */
final class Shorthand {
  private static final List<String> TYPES = List.of("device", "cookie", "user", "company");

  private Shorthand() {}

  /**
   * A fact: {@code TYPE STATE [PURPOSE] [EFFECTIVE] [rRECORDED] [vVERSION]}, for example {@code
   * user granted statistical 3 r4 v2026-01-01}. Without a time it is since ever, and it is recorded
   * when it is effective, but not at all after {@code r-}.
   */
  static Said fact(String text) {
    String type = "";
    String state = "";
    @Nullable String purpose = null;
    @Nullable String version = null;
    long effective = Said.SINCE_EVER;
    @Nullable Long recorded = null;
    boolean unrecorded = false;
    for (String word : Splitter.on(' ').split(text)) {
      if (type.isEmpty()) {
        type = word;
      } else if (state.isEmpty()) {
        state = word;
      } else if (word.matches("\\d+")) {
        effective = Long.parseLong(word);
      } else if (word.equals("r-")) {
        unrecorded = true;
      } else if (word.matches("r\\d+")) {
        recorded = Long.parseLong(word.substring(1));
      } else if (word.startsWith("v")) {
        version = word.substring(1);
      } else {
        purpose = word;
      }
    }
    if (recorded == null && !unrecorded && effective != Said.SINCE_EVER) {
      recorded = effective;
    }
    return new Said(new Id(type, "a"), purpose, state, effective, recorded, version);
  }

  /**
   * An event: {@code TIME [TYPE...] [PURPOSE=yes|no...] [gpc] [minor] [health] [explicit]
   * [vVERSION] [in:COUNTRY] [is:EVENT_TYPE]}, for example {@code 5 user marketing=yes gpc in:DE}.
   */
  static Happening event(String text) {
    List<String> words = Splitter.on(' ').splitToList(text);
    List<Id> ids = new ArrayList<>();
    Map<String, Boolean> categories = new HashMap<>();
    @Nullable String version = null;
    @Nullable String residence = null;
    String type = "page_view";
    for (String word : words) {
      if (TYPES.contains(word)) {
        ids.add(new Id(word, "a"));
      } else if (word.contains("=")) {
        categories.put(word.substring(0, word.indexOf('=')), word.endsWith("yes"));
      } else if (word.startsWith("v")) {
        version = word.substring(1);
      } else if (word.startsWith("in:")) {
        residence = word.substring(3);
      } else if (word.startsWith("is:")) {
        type = word.substring(3);
      }
    }
    return new Happening(
        "code",
        Long.parseLong(words.get(0)),
        type,
        ids,
        categories,
        List.of(),
        words.contains("gpc"),
        words.contains("minor"),
        words.contains("health"),
        words.contains("explicit"),
        version,
        residence);
  }

  /** What becomes of the event: {@code *}, sorted purposes, or the reason. */
  static String outcome(Setting setting, String event, String... facts) {
    Map<Id, List<Said>> ledger = new HashMap<>();
    for (String fact : facts) {
      Said said = fact(fact);
      ledger.computeIfAbsent(said.id(), id -> new ArrayList<>()).add(said);
    }
    Outcome outcome = NaiveReading.of(setting, event(event), ledger);
    if (outcome.reason() != null) {
      return outcome.reason();
    }
    return outcome.purposes().size() == Source.PURPOSES.size()
        ? "*"
        : String.join(" ", outcome.purposes());
  }
}
