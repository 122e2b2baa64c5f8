package dev.throng.transforms.aggregate;

import com.google.common.io.ByteArrayDataOutput;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Something of sessions, for each session: pages, seconds, bounces, conversions. */
final class SessionRatio extends Tally {
  private final ToLongFunction<Session> part;
  private final int unit;
  private final Int128 parts = new Int128();
  private long sessions;

  /** Parts are integers of {@code 1 / unit}. */
  private SessionRatio(ToLongFunction<Session> part, int unit) {
    this.part = part;
    this.unit = unit;
  }

  static SessionRatio pages() {
    return new SessionRatio(session -> session.pages, 1);
  }

  static SessionRatio seconds() {
    return new SessionRatio(session -> session.duration, 1000);
  }

  /** A bounce is a session with exactly one page. */
  static SessionRatio bounces() {
    return new SessionRatio(session -> session.pages == 1 ? 1 : 0, 1);
  }

  static SessionRatio conversions() {
    return new SessionRatio(session -> session.converted ? 1 : 0, 1);
  }

  @Override
  void add(Session session) {
    parts.add(part.applyAsLong(session));
    sessions++;
  }

  @Override
  void merge(Tally other) {
    SessionRatio that = (SessionRatio) other;
    parts.add(that.parts);
    sessions += that.sessions;
  }

  @Override
  boolean isEmpty() {
    return sessions == 0;
  }

  @Override
  void write(ByteArrayDataOutput out) {
    parts.write(out);
    out.writeLong(sessions);
  }

  @Override
  void read(ByteBuffer in) {
    parts.read(in);
    sessions += in.getLong();
  }

  @Override
  @Nullable String value() {
    return Ratio.text(
        parts.toBigInteger(), BigInteger.valueOf(sessions).multiply(BigInteger.valueOf(unit)));
  }
}
