package dev.throng.transforms.consent.ledger;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.JoinKey;
import dev.throng.transforms.step.IdType;
import dev.throng.transforms.step.JoinKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Asks the ledger about the events of a split, which stay where they are: a row for each id of an
 * event is its pseudonym, which event of the split it is, and that event's time. For one thread.
 */
public final class Questions {
  static final byte KIND = 0x21;
  private static final int ROW_BYTES = JoinBits.BYTES + Integer.BYTES + Long.BYTES;

  /** Set in an event's number where the id is a company's. */
  private static final int COMPANY = 1 << 31;

  private final JoinKeys keys;
  private final Blocks blocks;
  private SplitSeal seal = new SplitSeal();

  /** Asks in so many buckets. */
  public Questions(JoinKeys keys, int buckets, BlockSink sink) {
    this.keys = keys;
    this.blocks = new Blocks(KIND, ROW_BYTES, buckets, sink);
  }

  /** Begins a split of that name. */
  public void begin(String split) {
    byte[] name = split.getBytes(StandardCharsets.UTF_8);
    blocks.begin(
        ByteBuffer.allocate(Integer.BYTES + name.length).putInt(name.length).put(name).array());
    seal = new SplitSeal();
  }

  /** Asks about the next event of the split. */
  public void ask(IdentifiedEvent raw) {
    long time = raw.getEventTime();
    int number = seal.next(time);
    ask(keys.of(IdType.DEVICE, raw.getDeviceId()), number, time);
    ask(keys.of(IdType.COOKIE, raw.getCookieId()), number, time);
    ask(keys.of(IdType.USER, raw.getUserId()), number, time);
    ask(keys.of(IdType.COMPANY, raw.getUserCompanyId()), number | COMPANY, time);
  }

  private void ask(@Nullable JoinKey key, int number, long time) {
    if (key != null) {
      blocks.row(key).putInt(number).putLong(time);
    }
  }

  /** Ends the split: a block of answers that says which events were asked about. */
  public byte[] end() {
    blocks.flush();
    return seal.block();
  }

  /** Hears the questions of a block. */
  static void read(byte[] block, Listener listener) {
    ByteBuffer rows = ByteBuffer.wrap(block, 1, block.length - 1);
    byte[] name = new byte[rows.getInt()];
    rows.get(name);
    listener.split(new String(name, StandardCharsets.UTF_8));
    while (rows.hasRemaining()) {
      JoinKey key = JoinBits.read(rows);
      int number = rows.getInt();
      listener.question(key, number & ~COMPANY, rows.getLong(), (number & COMPANY) != 0);
    }
  }

  interface Listener {
    void split(String name);

    void question(JoinKey key, int number, long time, boolean company);
  }
}
