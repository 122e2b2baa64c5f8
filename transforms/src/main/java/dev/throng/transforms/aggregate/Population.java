package dev.throng.transforms.aggregate;

import com.google.common.io.ByteArrayDataInput;
import com.google.common.io.ByteArrayDataOutput;
import com.google.common.io.ByteStreams;
import java.nio.ByteBuffer;

/**
 * Who a group is about, for its threshold: those who made its events, and those who began its
 * sessions. Where a group has both, whichever are fewer count: else a row about many people's
 * events could tell of the one session among them. A group of events without a session tells of
 * none.
 */
final class Population {
  private static final byte VERSION = 2;

  private final Makers ofEvents;
  private final Makers ofSessions;

  /** Exact up to {@code enough}. */
  Population(int enough) {
    ofEvents = new Makers(enough);
    ofSessions = new Makers(enough);
  }

  /** Adds who made an event; returns the growth in bytes. */
  int add(EventFacts facts) {
    if (!facts.somebody) {
      return 0;
    }
    boolean ownCompany = facts.event.getCompanyHash() == null;
    return facts.dayBound
        ? ofEvents.add(facts.person, facts.company, ownCompany, facts.day)
        : ofEvents.add(facts.person, facts.company);
  }

  /** Those who began sessions. */
  Makers ofSessions() {
    return ofSessions;
  }

  void merge(Population other) {
    ofEvents.merge(other.ofEvents);
    ofSessions.merge(other.ofSessions);
  }

  /** Exact up to what is enough; above, an estimate of no less. */
  long count() {
    if (ofSessions.isEmpty()) {
      return ofEvents.count();
    }
    return ofEvents.isEmpty() ? ofSessions.count() : Math.min(ofEvents.count(), ofSessions.count());
  }

  ByteBuffer toBytes() {
    if (ofEvents.isEmpty() && ofSessions.isEmpty()) {
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
      ByteArrayDataInput in = Tally.open(bytes, VERSION);
      read(ofEvents, in);
      read(ofSessions, in);
    }
  }

  private static void write(Makers makers, ByteArrayDataOutput out) {
    out.writeBoolean(!makers.isEmpty());
    if (!makers.isEmpty()) {
      makers.write(out);
    }
  }

  private static void read(Makers makers, ByteArrayDataInput in) {
    if (in.readBoolean()) {
      makers.read(in);
    }
  }
}
