package dev.throng.transforms.pseudonymize.agent;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The client hints of one request, as they were sent, picked from its headers. A reader has one and
 * fills it anew for each event, so that looking an agent up allocates nothing. For one thread.
 */
final class Hints {

  static final int BRANDS = 0;
  static final int FULL_VERSIONS = 1;
  static final int PLATFORM = 2;
  static final int PLATFORM_VERSION = 3;
  static final int MOBILE = 4;
  static final int FORM_FACTORS = 5;

  /** A longer value is nothing that a browser sends, and is as if absent. */
  private static final int LONGEST = 512;

  /** In the order of the constants. The model is not among them: nothing of it is kept (P4). */
  private static final String[] NAMES = {
    "Sec-CH-UA",
    "Sec-CH-UA-Full-Version-List",
    "Sec-CH-UA-Platform",
    "Sec-CH-UA-Platform-Version",
    "Sec-CH-UA-Mobile",
    "Sec-CH-UA-Form-Factors"
  };

  private final @Nullable String[] values = new @Nullable String[NAMES.length];
  private boolean any;

  /** Takes the hints out of headers by name in any case; null is none. */
  void take(@Nullable Map<String, String> headers) {
    if (any) {
      Arrays.fill(values, null);
      any = false;
    }
    if (headers == null || headers.isEmpty()) {
      return;
    }
    for (Map.Entry<String, String> header : headers.entrySet()) {
      take(header.getKey(), header.getValue());
    }
  }

  private void take(@Nullable String name, @Nullable String value) {
    if (name == null || value == null || value.isEmpty() || value.length() > LONGEST) {
      return;
    }
    for (int i = 0; i < NAMES.length; i++) {
      if (name.length() == NAMES[i].length() && name.equalsIgnoreCase(NAMES[i])) {
        String before = values[i];
        // One header spelled in two cases: whichever order the map has, the same one is taken.
        if (before == null || value.compareTo(before) < 0) {
          values[i] = value;
        }
        any = true;
        return;
      }
    }
  }

  boolean any() {
    return any;
  }

  @Nullable String get(int hint) {
    return values[hint];
  }

  /** A copy to keep, or null if there are none. */
  @Nullable String @Nullable [] copy() {
    return any ? values.clone() : null;
  }

  /** How many characters they have. */
  int length() {
    int length = 0;
    for (String value : values) {
      length += value == null ? 0 : value.length();
    }
    return length;
  }

  int hash() {
    int hash = 0;
    if (any) {
      for (String value : values) {
        hash = 31 * hash + (value == null ? 0 : value.hashCode());
      }
    }
    return hash;
  }

  /** Whether they are the ones that {@link #copy} gave. */
  boolean are(@Nullable String @Nullable [] copy) {
    if (copy == null) {
      return !any;
    }
    return any && Arrays.equals(values, copy);
  }
}
