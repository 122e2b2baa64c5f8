package dev.throng.transforms.consent.waiting;

import dev.throng.schemas.JoinKey;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.consent.ledger.BlockSink;
import dev.throng.transforms.consent.ledger.JoinBits;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Makes of each treated event a row that waits, and of each id it has a question to the ledger. The
 * event goes to the bucket of its first id, and its questions each to the bucket of their id; the
 * pseudonyms of the join end in the questions. For one thread.
 *
 * <pre>
 * event:    reference (8), questions (1), length (4), the event in Avro
 * question: id (16), event time (8), reference (8), the event's bucket (4), whether a company's (1)
 * </pre>
 */
public final class WaitingRows {
  static final byte QUESTIONS = 0x41;
  static final byte EVENTS = 0x61;

  static final int EVENT_HEAD_BYTES = Long.BYTES + 1 + Integer.BYTES;
  private static final int QUESTION_BYTES = JoinBits.BYTES + 2 * Long.BYTES + Integer.BYTES + 1;

  private final Slots slots;
  private final int buckets;
  private final SlotRows questions;
  private final SlotRows events;
  private final EventBytes bytes = new EventBytes();

  /**
   * Makes rows.
   *
   * @param buckets how many there are, of events and of ids
   * @param questions takes blocks for {@link DueAnswers}
   * @param events takes blocks for {@link WaitingEvents}
   */
  public WaitingRows(Slots slots, int buckets, BlockSink questions, BlockSink events) {
    this.slots = slots;
    this.buckets = buckets;
    this.questions = new SlotRows(QUESTIONS, buckets, questions);
    this.events = new SlotRows(EVENTS, buckets, events);
  }

  /**
   * Adds an event, and clears its pseudonyms of the join.
   *
   * @param reference a number that no other event has
   */
  public void add(PseudonymousEvent event, long reference) {
    JoinKey device = event.getJoinDevice();
    JoinKey cookie = event.getJoinCookie();
    JoinKey user = event.getJoinUser();
    JoinKey company = event.getJoinCompany();
    event.setJoinDevice(null);
    event.setJoinCookie(null);
    event.setJoinUser(null);
    event.setJoinCompany(null);
    long time = event.getEventTime();
    long slot = slots.of(time);
    int home = home(event, reference, user, device, cookie, company);
    int asked =
        ask(device, slot, time, reference, home, false)
            + ask(cookie, slot, time, reference, home, false)
            + ask(user, slot, time, reference, home, false)
            + ask(company, slot, time, reference, home, true);
    ByteBuffer encoded = bytes.of(event);
    int length = encoded.remaining();
    events
        .row(home, slot, EVENT_HEAD_BYTES + length)
        .putLong(reference)
        .put((byte) asked)
        .putInt(length)
        .put(encoded);
  }

  /** Copies of an event must have the same. */
  private int home(PseudonymousEvent event, long reference, @Nullable JoinKey... keys) {
    for (JoinKey key : keys) {
      if (key != null) {
        return JoinBits.bucket(key, buckets);
      }
    }
    String id = event.getEvent();
    return Math.floorMod(id == null ? Long.hashCode(reference) : id.hashCode(), buckets);
  }

  private int ask(
      @Nullable JoinKey key, long slot, long time, long reference, int home, boolean company) {
    if (key == null) {
      return 0;
    }
    questions
        .row(JoinBits.bucket(key, buckets), slot, QUESTION_BYTES)
        .put(key.bytes())
        .putLong(time)
        .putLong(reference)
        .putInt(home)
        .put((byte) (company ? 1 : 0));
    return 1;
  }

  /** Gives all blocks away. */
  public void flush() {
    questions.flush();
    events.flush();
  }
}
