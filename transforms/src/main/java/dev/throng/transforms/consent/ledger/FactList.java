package dev.throng.transforms.consent.ledger;

import dev.throng.transforms.consent.ConsentRule;
import dev.throng.transforms.consent.Fact;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The facts about one id, in the order in which the rule hears them, each once: what is merged for
 * an event, and what streaming keeps as the state of an id. For one thread.
 */
public final class FactList {
  /** The form of {@link #bytes}: state outlives the program that wrote it (F20). */
  private static final byte VERSION = 1;

  private static final int FACT_BYTES = 2 * Long.BYTES;
  private static final int FIRST_SIZE = 4;

  private long[] facts = new long[FIRST_SIZE];
  private long[] recorded = new long[FIRST_SIZE];
  private int size;

  /** Adds a fact, unless it is there. */
  public void add(long fact, long factRecorded) {
    int at = size;
    while (at > 0 && isAfter(at - 1, fact, factRecorded)) {
      at--;
    }
    if (at > 0 && facts[at - 1] == fact && recorded[at - 1] == factRecorded) {
      return;
    }
    if (size == facts.length) {
      facts = Arrays.copyOf(facts, 2 * size);
      recorded = Arrays.copyOf(recorded, 2 * size);
    }
    System.arraycopy(facts, at, facts, at + 1, size - at);
    System.arraycopy(recorded, at, recorded, at + 1, size - at);
    facts[at] = fact;
    recorded[at] = factRecorded;
    size++;
  }

  /**
   * Forgets the facts that no event at or after that time can hear, whatever facts are still to
   * come: those in whose place a later one speaks, which was in force and recorded by then. A
   * refusal is never forgotten for a grant, nor a minor for a guardian: an erasure to come could
   * take these back.
   *
   * @param before milliseconds since 1970-01-01T00:00Z
   */
  public void forget(long before) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (!isReplaced(i, before)) {
        facts[kept] = facts[i];
        recorded[kept] = recorded[i];
        kept++;
      }
    }
    size = kept;
  }

  private boolean isReplaced(int at, long before) {
    // They stand by their times: of an id with many, hardly any are as old as that.
    for (int later = at + 1; later < size && Fact.effective(facts[later]) <= before; later++) {
      if (isKnown(later, before) && Fact.replaces(facts[later], facts[at])) {
        return true;
      }
    }
    return false;
  }

  /** Whether it counts for every event from then on. */
  private boolean isKnown(int at, long before) {
    return recorded[at] == Fact.NOT_RECORDED
        ? Fact.state(facts[at]).refuses()
        : recorded[at] <= before;
  }

  private boolean isAfter(int at, long fact, long factRecorded) {
    return facts[at] > fact || (facts[at] == fact && recorded[at] > factRecorded);
  }

  /** What they say on an event, by that rule; see {@link ConsentRule#word}. */
  public int word(ConsentRule rule, long eventTime, boolean company) {
    return rule.word(facts, recorded, 0, size, eventTime, company);
  }

  /** The same where it does not matter when they were recorded: all of them are known. */
  int wordOfAll(ConsentRule rule, long eventTime, boolean company) {
    return rule.word(facts, null, 0, size, eventTime, company);
  }

  /** All of it: the version, then fact and recording, 16 bytes each. */
  public byte[] bytes() {
    ByteBuffer out = ByteBuffer.wrap(new byte[1 + size * FACT_BYTES]).put(VERSION);
    for (int i = 0; i < size; i++) {
      out.putLong(facts[i]).putLong(recorded[i]);
    }
    return out.array();
  }

  /**
   * What {@link #bytes} wrote.
   *
   * @throws IllegalArgumentException where it is of another version, or cut
   */
  public static FactList of(byte[] bytes) {
    if (bytes.length == 0 || bytes[0] != VERSION || bytes.length % FACT_BYTES != 1) {
      throw new IllegalArgumentException("these are no facts of version " + VERSION);
    }
    FactList list = new FactList();
    ByteBuffer in = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
    while (in.hasRemaining()) {
      list.add(in.getLong(), in.getLong());
    }
    return list;
  }
}
