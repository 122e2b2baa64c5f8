package dev.throng.transforms.parse;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the records of the blocks that start in one split of an Avro container file. Where a
 * block cannot be read, or a record breaks off, nobody knows how many records are behind it in the
 * block: they are one thing that cannot be read.
 */
final class AvroRecords implements Closeable {

  /** What was found. */
  enum Found {
    /** A record, which was read. */
    RECORD,
    /** A record that breaks off, and with it the rest of its block. */
    BROKEN,
    /** A block, or the rest of one behind its last record. */
    UNREADABLE,
    /** Nothing more. */
    END
  }

  /** Takes the bytes of one record apart. */
  interface Form {
    /**
     * Reads one record.
     *
     * @throws Rejected if the bytes are no record, so that nobody knows where the next one starts
     */
    void read(AvroBytes in) throws Rejected;
  }

  private final AvroBlocks blocks;
  private final AvroBytes in = new AvroBytes();
  private final @Nullable Mention only;

  /** No record of the block that starts behind it is wanted. */
  private int last;

  private long left;
  private boolean inBlock;
  private int recordStart;

  private AvroRecords(AvroBlocks blocks, @Nullable Mention only) {
    this.blocks = blocks;
    this.only = only;
  }

  /**
   * The records of the blocks that start in {@code [start, end)}; see {@link AvroBlocks#of}.
   *
   * @param only passes over what is behind the last mention in a block; null for nothing
   */
  static AvroRecords of(Input input, long start, long end, @Nullable Mention only)
      throws IOException {
    return new AvroRecords(AvroBlocks.of(new Window(input), start, end), only);
  }

  /** What the records were written with. */
  Schema schema() {
    return blocks.header().schema();
  }

  /** Goes on, and lets the form read what comes next if it is a record. */
  Found next(Form form) throws IOException {
    while (true) {
      if (inBlock && in.at() > last) {
        inBlock = false;
      }
      if (inBlock && left > 0) {
        return read(form);
      }
      if (inBlock && in.left() > 0) {
        inBlock = false;
        return Found.UNREADABLE;
      }
      inBlock = false;
      if (!blocks.next()) {
        return Found.END;
      }
      if (!blocks.sound()) {
        return Found.UNREADABLE;
      }
      blocks.into(in);
      last = only == null ? Integer.MAX_VALUE : only.lastIn(in.bytes(), in.at(), in.left());
      left = blocks.records();
      inBlock = true;
    }
  }

  private Found read(Form form) {
    recordStart = in.at();
    try {
      form.read(in);
    } catch (Rejected e) {
      inBlock = false;
      return Found.BROKEN;
    }
    left--;
    return Found.RECORD;
  }

  /** The bytes of the record that was read last. */
  byte[] record() {
    return Arrays.copyOfRange(in.bytes(), recordStart, in.at());
  }

  /** Where the block of what was found last starts in the uncompressed file. */
  long offset() {
    return blocks.offset();
  }

  @Override
  public void close() throws IOException {
    blocks.close();
  }
}
