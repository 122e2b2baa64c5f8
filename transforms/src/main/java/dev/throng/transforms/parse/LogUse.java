package dev.throng.transforms.parse;

import dev.throng.schemas.PrivacyClass;

/**
 * What becomes of one directive of a log's pattern.
 *
 * @param part what it tells of a request
 * @param target the path of {@code IdentifiedEvent} that it serves; "" where it is dropped
 * @param privacy the class of what it holds
 * @param free whether a client may write anything into it, spaces among it
 * @param how how it is read, the end of a sentence; "" where it is taken as it is
 */
record LogUse(Part part, String target, PrivacyClass privacy, boolean free, String how) {

  /** What directives tell of a request. */
  enum Part {
    /** A field of the event. */
    FIELD,
    /** A header that describes browser and device. */
    HINT,
    /** When it was. */
    TIME,
    /** The whole line: method, target and protocol. */
    REQUEST,
    METHOD,
    /** Path and query. */
    TARGET,
    PATH,
    /** A question mark where there is a query. */
    QUESTION,
    /** The query, with its question mark or without. */
    QUERY,
    HOST,
    SCHEME,
    STATUS,
    /** A number that nobody needs, and that shows where a line is none. */
    NUMBER,
    /** Whatever nobody needs. */
    NOTHING
  }

  static LogUse to(String target) {
    return of(Part.FIELD, target, "");
  }

  static LogUse of(Part part, String target, String how) {
    return new LogUse(part, target, privacy(target), false, how);
  }

  static LogUse drop(PrivacyClass privacy) {
    return new LogUse(Part.NOTHING, "", privacy, false, "");
  }

  static LogUse number() {
    return new LogUse(Part.NUMBER, "", PrivacyClass.COUNT, false, "");
  }

  /** The same, into which a client may write anything. */
  LogUse freely() {
    return new LogUse(part, target, privacy, true, how);
  }

  boolean dropped() {
    return target.isEmpty();
  }

  private static PrivacyClass privacy(String target) {
    return PrivacyClass.of(EventField.at(target).privacy()).orElseThrow();
  }
}
