package dev.throng.transforms.pseudonymize.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A closed vocabulary of families. Many rules of uap-core take a family from the agent as it is:
 * {@code Jane Doe/1.0 CFNetwork} is a browser named Jane Doe. So what is not in the list is not
 * kept (P4). Immutable, for all threads.
 */
final class Families {

  private final Map<String, String> words;

  private Families(Map<String, String> words) {
    this.words = words;
  }

  static Families browsers() {
    return Holder.BROWSERS;
  }

  static Families systems() {
    return Holder.SYSTEMS;
  }

  /** The family of this name, the list's own copy of it; null if there is none. */
  @Nullable String of(@Nullable String name) {
    return name == null ? null : words.get(name);
  }

  /**
   * The major version at the front of a version: its digits up to a dot or the end, without leading
   * zeros. Null if it has none, or more than four, which is a date or worse.
   */
  static @Nullable String major(@Nullable String version) {
    if (version == null) {
      return null;
    }
    int from = 0;
    int to = 0;
    while (to < version.length() && version.charAt(to) >= '0' && version.charAt(to) <= '9') {
      to++;
    }
    if (to == 0 || (to < version.length() && version.charAt(to) != '.')) {
      return null;
    }
    while (from < to - 1 && version.charAt(from) == '0') {
      from++;
    }
    return to - from > 4 ? null : version.substring(from, to);
  }

  private static Families load(String file) {
    Map<String, String> words = new HashMap<>();
    try (InputStream in = Families.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("there is no " + file);
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          words.put(line, line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Families(words);
  }

  private static final class Holder {
    static final Families BROWSERS = load("browsers.txt");
    static final Families SYSTEMS = load("systems.txt");
  }
}
