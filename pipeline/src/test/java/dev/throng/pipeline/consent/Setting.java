package dev.throng.pipeline.consent;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a job and its policy say of consent.
 *
 * @param decide {@code as_known}, {@code as_of} or {@code at_event_time}
 * @param asOf milliseconds since 1970; only with {@code as_of}
 * @param grace milliseconds; only with {@code at_event_time}, where it may be null
 * @param reconsentFrom the oldest version of the policy that counts, or null
 * @param defaults country or {@code *}, purpose or {@code *}, {@code granted} or {@code denied}
 */
record Setting(
    String decide,
    @Nullable Long asOf,
    @Nullable Long grace,
    @Nullable String reconsentFrom,
    Map<String, Map<String, String>> defaults) {

  static final Map<String, Map<String, String>> NO_DEFAULTS = Map.of();

  static final Setting AS_KNOWN = new Setting("as_known", null, null, null, NO_DEFAULTS);
  static final Setting AT_EVENT_TIME = new Setting("at_event_time", null, null, null, NO_DEFAULTS);

  static Setting asOf(long time) {
    return new Setting("as_of", time, null, null, NO_DEFAULTS);
  }

  static Setting withGrace(long grace) {
    return new Setting("at_event_time", null, grace, null, NO_DEFAULTS);
  }

  Setting reconsentFrom(String version) {
    return new Setting(decide, asOf, grace, version, defaults);
  }

  Setting defaults(Map<String, Map<String, String>> words) {
    return new Setting(decide, asOf, grace, reconsentFrom, words);
  }

  /** The keys of a job's {@code consent} section, without its braces. */
  String yaml() {
    StringBuilder yaml = new StringBuilder("decide: ");
    yaml.append(asOf == null ? decide : "{as_of: " + Instant.ofEpochMilli(asOf) + "}");
    if (grace != null) {
      yaml.append(", grace: ").append(grace / 60_000).append('m');
    }
    if (!defaults.isEmpty()) {
      yaml.append(", default: ").append(quoted(defaults));
    }
    return yaml.toString();
  }

  private static String quoted(Map<String, Map<String, String>> defaults) {
    StringBuilder yaml = new StringBuilder();
    defaults.forEach(
        (country, words) -> {
          yaml.append(yaml.isEmpty() ? "{" : ", ").append('"').append(country).append("\": {");
          String comma = "";
          for (Map.Entry<String, String> word : words.entrySet()) {
            yaml.append(comma).append('"').append(word.getKey()).append("\": ");
            yaml.append(word.getValue());
            comma = ", ";
          }
          yaml.append('}');
        });
    return yaml.append('}').toString();
  }
}
