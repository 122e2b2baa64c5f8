package dev.throng.transforms.aggregate;

import dev.throng.schemas.ConsentedEvent;
import dev.throng.schemas.PseudonymousEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The worker's side of sessions, before the shuffle: of each event a slim row, gathered by bucket
 * into blocks for {@link SessionCounting}. All rows of one device (else cookie, else user) are in
 * one bucket, however many workers make them, as long as they have equal reports and equally many
 * buckets. Robots, nobody, and events that may serve no report of sessions make no row.
 *
 * <p>A row holds keyed hashes of the session and the person, the time, the event's type, which
 * reports' {@code where} it passes, and the values they group by: some 30 bytes. It stands in
 * memory and shuffles only, and is never written.
 *
 * <p>Where sessions are noised, they are of one person and company on one device (else cookie, else
 * user) each, and a bucket holds all of one person, or of one company.
 *
 * <p>Single-threaded; made on the worker. What is held is bounded: a block is given away once it
 * has 48 KiB (a single row may make it longer), and the largest once all together hold 16 MiB.
 */
public final class SessionRows {
  private static final int BLOCK_BYTES = 48 << 10;
  private static final long MOST_BYTES = 16L << 20;

  /** Where full blocks go. */
  public interface BlockSink {
    /**
     * Takes a block, which is the taker's from then on.
     *
     * @param bucket from 0 up to one less than the number of buckets
     */
    void block(int bucket, byte[] rows);
  }

  private final SessionPlan plan;

  /** Whose rows must be together, where they are noised; null where they are not. */
  private final Release.@Nullable Unit unit;

  private final BlockSink out;
  private final RowBlock[] blocks;
  private final int blockBytes;
  private final long mostBytes;
  private final EventFacts facts = new EventFacts();
  private long held;

  /**
   * Rows for those of the reports that count sessions.
   *
   * @param buckets 1 or more
   * @param out is given blocks during {@link #add} and {@link #flush}
   * @throws IllegalArgumentException for no bucket, or more than 64 reports of sessions
   */
  public SessionRows(List<Report> reports, int buckets, BlockSink out) {
    this(SessionPlan.of(reports), null, buckets, out, BLOCK_BYTES, MOST_BYTES);
  }

  /**
   * Rows for those of the reports that count sessions with noise, for {@link NoisedSessions}: all
   * rows of a person, or company, are in one bucket, and none of disputes about health (P8).
   *
   * @param unit of the reports; others are left out
   * @throws IllegalArgumentException for no bucket, or more than 64 such reports
   */
  public static SessionRows ofNoised(
      List<Report> reports, Release.Unit unit, int buckets, BlockSink out) {
    return new SessionRows(
        SessionPlan.ofNoised(reports, unit), unit, buckets, out, BLOCK_BYTES, MOST_BYTES);
  }

  SessionRows(
      SessionPlan plan,
      Release.@Nullable Unit unit,
      int buckets,
      BlockSink out,
      int blockBytes,
      long mostBytes) {
    if (buckets < 1) {
      throw new IllegalArgumentException("there must be a bucket");
    }
    this.plan = plan;
    this.unit = unit;
    this.out = out;
    this.blockBytes = blockBytes;
    this.mostBytes = mostBytes;
    blocks = new RowBlock[buckets];
    for (int i = 0; i < buckets; i++) {
      blocks[i] = new RowBlock(plan.fingerprint);
    }
  }

  /** Adds the event's row, if it makes one. */
  public void add(ConsentedEvent event) {
    if (plan.programs.isEmpty()) {
      return;
    }
    facts.load(event);
    boolean left = unit != null && facts.event.getHealthData();
    Long id = facts.somebody && !left ? keyOf(facts.event) : null;
    int purposes = id == null ? 0 : plan.served(facts);
    if (id != null && purposes != 0) {
      long key = unit == null ? id : ofOne(id);
      int bucket =
          bucketOf(
              unit == null ? key : unit == Release.Unit.COMPANY ? facts.company : facts.person);
      RowBlock block = blocks[bucket];
      int before = block.held();
      block.row(purposes << RowBlock.PURPOSES_SHIFT, key, facts, plan.passing(facts));
      block.word(facts.event.getEventType());
      for (Dimension field : plan.fields) {
        block.word(field.of(facts.event));
      }
      held += block.held() - before;
      if (block.size() >= blockBytes) {
        give(bucket);
      }
      if (held > mostBytes) {
        give(largest());
      }
    }
  }

  /** Gives every block away. */
  public void flush() {
    for (int bucket = 0; bucket < blocks.length; bucket++) {
      if (blocks[bucket].size() > 0) {
        give(bucket);
      }
    }
  }

  /** Bytes in memory, roughly. */
  long held() {
    return held;
  }

  /** The device, else the cookie, else the user (design section 7). */
  private static @Nullable Long keyOf(PseudonymousEvent event) {
    if (event.getDeviceHash() != null) {
      return event.getDeviceHash();
    }
    return event.getCookieHash() != null ? event.getCookieHash() : event.getUserHash();
  }

  /** So that no session holds events of two, of whom one might be taken away. */
  private long ofOne(long id) {
    return Mix.of(Mix.of(Mix.of(id) + facts.person) + facts.company);
  }

  private int bucketOf(long key) {
    return (int) (Mix.of(key) >>> 33) % blocks.length;
  }

  private void give(int bucket) {
    RowBlock block = blocks[bucket];
    held -= block.held();
    out.block(bucket, block.take());
  }

  private int largest() {
    int largest = 0;
    for (int bucket = 1; bucket < blocks.length; bucket++) {
      if (blocks[bucket].held() > blocks[largest].held()) {
        largest = bucket;
      }
    }
    return largest;
  }
}
