package dev.throng.transforms.aggregate;

import com.google.common.io.ByteArrayDataOutput;
import com.google.common.io.ByteStreams;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Who a group is about, for its threshold: those who made its events, and those who began its
 * sessions. Where a group has both, whichever are fewer count: else a row about many people's
 * events could tell of the one session among them. A group of events without a session tells of
 * none.
 */
final class Population {
  private static final byte VERSION = 2;

  private final int enough;
  private final Makers ofEvents;

  /** Null until there is one: most groups are of events alone. */
  private @Nullable Makers ofSessions;

  /** Kept here, for in a large group they are all that most events have to be held against. */
  private long peopleBound = Long.MAX_VALUE;

  private long companiesBound = Long.MAX_VALUE;

  /** Exact up to {@code enough}. */
  Population(int enough) {
    this.enough = enough;
    ofEvents = new Makers(enough);
  }

  /** Adds who made an event; returns the growth in bytes. */
  int add(EventFacts facts) {
    if (!facts.somebody) {
      return 0;
    }
    if (facts.dayBound) {
      boolean ownCompany = facts.event.getCompanyHash() == null;
      return ofEvents.add(facts.person, facts.company, ownCompany, facts.day);
    }
    if (facts.person > peopleBound && facts.company > companiesBound) {
      return 0;
    }
    int grown = ofEvents.add(facts.person, facts.company);
    peopleBound = ofEvents.peopleBound();
    companiesBound = ofEvents.companiesBound();
    return grown;
  }

  /** Those who began sessions. */
  Makers ofSessions() {
    if (ofSessions == null) {
      ofSessions = new Makers(enough);
    }
    return ofSessions;
  }

  void merge(Population other) {
    ofEvents.merge(other.ofEvents);
    if (other.ofSessions != null) {
      ofSessions().merge(other.ofSessions);
    }
  }

  /** Exact up to what is enough; above, an estimate of no less. */
  long count() {
    if (ofSessions == null || ofSessions.isEmpty()) {
      return ofEvents.count();
    }
    return ofEvents.isEmpty() ? ofSessions.count() : Math.min(ofEvents.count(), ofSessions.count());
  }

  ByteBuffer toBytes() {
    if (ofEvents.isEmpty() && (ofSessions == null || ofSessions.isEmpty())) {
      return Tally.NOTHING.duplicate();
    }
    ByteArrayDataOutput out = ByteStreams.newDataOutput();
    out.writeByte(VERSION);
    write(ofEvents, out);
    write(ofSessions, out);
    return ByteBuffer.wrap(out.toByteArray());
  }

  void merge(ByteBuffer bytes) {
    if (bytes.hasRemaining()) {
      ByteBuffer in = Tally.open(bytes, VERSION);
      if (in.get() != 0) {
        ofEvents.read(in);
      }
      if (in.get() != 0) {
        ofSessions().read(in);
      }
    }
  }

  private static void write(@Nullable Makers makers, ByteArrayDataOutput out) {
    boolean any = makers != null && !makers.isEmpty();
    out.writeBoolean(any);
    if (makers != null && any) {
      makers.write(out);
    }
  }
}
