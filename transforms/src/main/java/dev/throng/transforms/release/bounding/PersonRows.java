package dev.throng.transforms.release.bounding;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The worker's side of bounding, before the shuffle: what each person added to each group of each
 * noised report, a slim row for all reports alike, added up as far as it is in sight and gathered
 * by bucket into blocks for {@link Bounding}. All rows of one person and window are in one bucket,
 * however many workers make them, as long as they have equal reports and equally many buckets.
 *
 * <p>Rows hold the keyed hash of the person. They stand in memory and shuffles only, and are never
 * written.
 *
 * <p>Single-threaded; made on the worker. What is held is bounded: rows move into blocks once there
 * are 16,384 of them, a block is given away once it has 48 KiB (a single row may make it longer),
 * and the largest once all together hold 16 MiB.
 */
public final class PersonRows {
  private static final int BLOCK_BYTES = 48 << 10;
  private static final long MOST_BYTES = 16L << 20;
  private static final int MOST_ROWS = 1 << 14;
  private static final int FIRST = 16;

  /** Where full blocks go. */
  public interface BlockSink {
    /**
     * Takes a block, which is the taker's from then on.
     *
     * @param bucket from 0 up to one less than the number of buckets
     */
    void block(int bucket, byte[] rows);
  }

  private static final class Row {
    private final int hash;
    private final int report;
    private final long window;
    private final long unit;
    private final String[] group;
    private final long[] amounts;

    private Row(int hash, int report, long window, long unit, String[] group, long[] amounts) {
      this.hash = hash;
      this.report = report;
      this.window = window;
      this.unit = unit;
      this.group = group.clone();
      this.amounts = amounts.clone();
    }
  }

  private final List<Bounds> reports;
  private final BlockSink out;
  private final BlockWriter[] blocks;
  private final int mostRows;
  private @Nullable Row[] slots = new Row[FIRST];
  private int size;
  private long held;

  /**
   * Rows for these reports, whose numbers are their places in the list.
   *
   * @param buckets 1 or more
   * @param out is given blocks during {@link #add} and {@link #flush}
   * @throws IllegalArgumentException for no bucket
   */
  public PersonRows(List<Bounds> reports, int buckets, BlockSink out) {
    this(reports, buckets, out, MOST_ROWS);
  }

  PersonRows(List<Bounds> reports, int buckets, BlockSink out, int mostRows) {
    if (buckets < 1) {
      throw new IllegalArgumentException("there must be a bucket");
    }
    this.reports = List.copyOf(reports);
    this.out = out;
    this.mostRows = mostRows;
    int fingerprint = fingerprint(reports);
    blocks = new BlockWriter[buckets];
    for (int i = 0; i < buckets; i++) {
      blocks[i] = new BlockWriter(fingerprint);
    }
  }

  /** Equal for equal reports, on any machine; rows of other reports would be misread. */
  static int fingerprint(List<Bounds> reports) {
    return reports.stream().map(Bounds::digest).toList().hashCode();
  }

  /**
   * Adds what an event, or several of one person, add to a group. Of a report with listed groups,
   * others are left out, before they could take a listed one's place among a person's.
   *
   * @param report its place in the list
   * @param window the first instant of the window
   * @param unit the keyed hash of the person, or of the company; nobody and robots never come here
   * @param group a text a dimension; copied where it is kept
   * @param amounts a number a quantity, and behind them, where the most recent groups are chosen,
   *     when it was, in milliseconds since the window's first instant; copied where it is kept
   */
  public void add(int report, long window, long unit, String[] group, long[] amounts) {
    Bounds bounds = reports.get(report);
    if (!bounds.listed().isEmpty() && !bounds.listed().contains(Arrays.asList(group))) {
      return;
    }
    int hash = hash(report, window, unit, group);
    int mask = slots.length - 1;
    int at = hash & mask;
    for (Row row = slots[at]; row != null; row = slots[at]) {
      if (row.hash == hash
          && row.report == report
          && row.window == window
          && row.unit == unit
          && Arrays.equals(row.group, group)) {
        if (addUp(row.amounts, amounts, bounds.quantities().size())) {
          return;
        }
        // Beyond 64 bits: a second row says the rest.
        flushRows();
        at = hash & mask;
        break;
      }
      at = (at + 1) & mask;
    }
    slots[at] = new Row(hash, report, window, unit, group, amounts);
    size++;
    if (size >= mostRows) {
      flushRows();
    } else if (2 * size > slots.length) {
      grow();
    }
  }

  /** Gives everything away. */
  public void flush() {
    flushRows();
    for (int bucket = 0; bucket < blocks.length; bucket++) {
      if (blocks[bucket].size() > 0) {
        give(bucket);
      }
    }
  }

  /**
   * Adds all quantities, or none where one does not fit; what is behind them is the latest time.
   */
  private static boolean addUp(long[] sums, long[] amounts, int quantities) {
    for (int i = 0; i < quantities; i++) {
      long sum = sums[i] + amounts[i];
      if (((sums[i] ^ sum) & (amounts[i] ^ sum)) < 0) {
        return false;
      }
    }
    for (int i = 0; i < quantities; i++) {
      sums[i] += amounts[i];
    }
    for (int i = quantities; i < sums.length; i++) {
      sums[i] = Math.max(sums[i], amounts[i]);
    }
    return true;
  }

  private void grow() {
    @Nullable Row[] old = slots;
    slots = new Row[2 * old.length];
    int mask = slots.length - 1;
    for (Row row : old) {
      if (row != null) {
        int at = row.hash & mask;
        while (slots[at] != null) {
          at = (at + 1) & mask;
        }
        slots[at] = row;
      }
    }
  }

  private void flushRows() {
    for (int i = 0; i < slots.length; i++) {
      Row row = slots[i];
      if (row != null) {
        slots[i] = null;
        write(row);
      }
    }
    size = 0;
  }

  private void write(Row row) {
    int bucket = (int) (mix(row.unit ^ mix(row.window)) >>> 33) % blocks.length;
    BlockWriter block = blocks[bucket];
    int before = block.held();
    block.row(row.report, row.window, row.unit, row.group, row.amounts);
    held += block.held() - before;
    if (block.size() >= BLOCK_BYTES) {
      give(bucket);
    }
    if (held > MOST_BYTES) {
      give(largest());
    }
  }

  private void give(int bucket) {
    BlockWriter block = blocks[bucket];
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

  private static int hash(int report, long window, long unit, String[] group) {
    long hash = unit + 31L * window + report;
    for (String value : group) {
      hash = 31 * hash + value.hashCode();
    }
    return (int) mix(hash);
  }

  /** The finalizer of MurmurHash3 (Appleby, public domain). */
  private static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }
}
