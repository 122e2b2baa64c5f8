package dev.throng.transforms.pseudonymize.treatment;

import org.jspecify.annotations.Nullable;

/** Where the authority of an http or https URL stands in it, user info and port included. */
record Authority(String scheme, int from, int to) {

  /** The authority, or null if the text does not begin with {@code http://} or {@code https://}. */
  static @Nullable Authority of(String url) {
    String scheme;
    if (url.regionMatches(true, 0, "http://", 0, 7)) {
      scheme = "http";
    } else if (url.regionMatches(true, 0, "https://", 0, 8)) {
      scheme = "https";
    } else {
      return null;
    }
    int from = scheme.length() + 3;
    int to = from;
    // A backslash ends the authority as a slash does: browsers read it so (URL Standard).
    while (to < url.length() && "/?#\\".indexOf(url.charAt(to)) < 0) {
      to++;
    }
    return new Authority(scheme, from, to);
  }
}
