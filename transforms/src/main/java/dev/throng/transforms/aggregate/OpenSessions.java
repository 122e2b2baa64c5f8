package dev.throng.transforms.aggregate;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span of time, and which sessions go on over its ends: those that were open before it are not
 * its own, and tell where the next begins.
 *
 * <pre>
 * bytes:   version (1), a session each
 * session: key (8), purpose (4), first event (8), last event (8)
 * </pre>
 */
final class OpenSessions {
  /** F20: state is read under whatever code stands there. */
  private static final byte VERSION = 1;

  private static final int SESSION_BYTES = 3 * Long.BYTES + Integer.BYTES;

  /** When a session's first event was, and its last one so far. */
  record Span(long start, long last) {}

  private record Whose(long key, int purpose) {}

  private final long from;
  private final long until;
  private final Map<Whose, Span> before = new HashMap<>();
  private final Map<Whose, Span> after = new HashMap<>();

  private OpenSessions(long from, long until) {
    this.from = from;
    this.until = until;
  }

  /** All of time. */
  static OpenSessions always() {
    return new OpenSessions(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /**
   * A span, before which those were open.
   *
   * @param open as {@link #bytes} gave it for the span before; null for none too
   */
  static OpenSessions of(long from, long until, byte @Nullable [] open) {
    OpenSessions sessions = new OpenSessions(from, until);
    if (open != null && open.length > 0) {
      ByteBuffer in = ByteBuffer.wrap(open);
      if (in.get() != VERSION) {
        throw new IllegalStateException("open sessions were written by another version of Throng");
      }
      while (in.hasRemaining()) {
        Whose whose = new Whose(in.getLong(), in.getInt());
        Span span = new Span(in.getLong(), in.getLong());
        sessions.before.put(whose, span);
        sessions.after(whose, true, span);
      }
    }
    return sessions;
  }

  long from() {
    return from;
  }

  long until() {
    return until;
  }

  /** Whether a time is within the span. */
  boolean holds(long time) {
    return time >= from && time < until;
  }

  /** The session that was open before the span. */
  @Nullable Span before(long key, int purpose) {
    return before.isEmpty() ? null : before.get(new Whose(key, purpose));
  }

  /** Says what is open at the end of the span, where anything is. */
  void after(long key, int purpose, boolean running, long start, long last) {
    if (until != Long.MAX_VALUE) {
      after(new Whose(key, purpose), running, new Span(start, last));
    }
  }

  private void after(Whose whose, boolean running, Span span) {
    if (running && span.last() + SessionWalk.INACTIVITY > until) {
      after.put(whose, span);
    } else {
      after.remove(whose);
    }
  }

  /** What is open at the end; no bytes where nothing is. */
  byte[] bytes() {
    if (after.isEmpty()) {
      return new byte[0];
    }
    ByteBuffer out = ByteBuffer.allocate(1 + after.size() * SESSION_BYTES);
    out.put(VERSION);
    after.forEach(
        (whose, span) ->
            out.putLong(whose.key())
                .putInt(whose.purpose())
                .putLong(span.start())
                .putLong(span.last()));
    return out.array();
  }
}
