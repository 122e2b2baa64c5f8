package dev.throng.transforms.consent.waiting;

import dev.throng.schemas.PseudonymousEvent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings the events of one bucket and slot together with their answers. Whatever has not all of its
 * answers yet, and every answer whose event has not come yet, is left for later. For one thread.
 */
public final class WaitingEvents {
  /** Takes events that are ready. */
  @FunctionalInterface
  public interface Decision {

    /**
     * One event, which is used again after the call.
     *
     * @param word what the ledger says on it, merged
     */
    void ready(PseudonymousEvent event, int word);
  }

  private final EventBytes bytes = new EventBytes();
  private final Decision decision;

  /** Gives ready events to {@code decision}. */
  public WaitingEvents(Decision decision) {
    this.decision = decision;
  }

  /** The end of the slot that a block of events, answers or questions belongs to. */
  public static long slotOf(byte[] block) {
    return SlotRows.slotOf(block);
  }

  /**
   * Gives away all that is ready.
   *
   * @param blocks all blocks of the bucket and slot, in any order
   * @return blocks of what is left; mostly none
   */
  public List<byte[]> decide(List<byte[]> blocks) {
    AnswerTable answers = new AnswerTable();
    for (byte[] block : blocks) {
      if (block[0] == DueAnswers.ANSWERS) {
        ByteBuffer rows = SlotRows.rowsOf(block);
        while (rows.hasRemaining()) {
          answers.add(rows.getLong(), rows.getInt());
        }
      }
    }
    List<byte[]> left = new ArrayList<>();
    SlotRows waiting = new SlotRows(WaitingRows.EVENTS, 1, (bucket, rows) -> left.add(rows));
    for (byte[] block : blocks) {
      if (block[0] == WaitingRows.EVENTS) {
        decide(block, answers, waiting);
      } else if (block[0] != DueAnswers.ANSWERS) {
        throw new IllegalStateException("a block of the unknown kind " + block[0]);
      }
    }
    waiting.flush();
    keepUnused(blocks, answers, left);
    return left;
  }

  private void decide(byte[] block, AnswerTable answers, SlotRows waiting) {
    ByteBuffer rows = SlotRows.rowsOf(block);
    while (rows.hasRemaining()) {
      int start = rows.position();
      long reference = rows.getLong();
      int asked = rows.get();
      int length = rows.getInt();
      int end = rows.position() + length;
      if (asked == 0 || answers.has(reference, asked)) {
        int word = asked == 0 ? 0 : answers.use(reference);
        decision.ready(bytes.read(block, rows.position(), length), word);
      } else {
        waiting.row(0, SlotRows.slotOf(block), end - start).put(block, start, end - start);
      }
      rows.position(end);
    }
  }

  private static void keepUnused(List<byte[]> blocks, AnswerTable answers, List<byte[]> left) {
    if (answers.allUsed()) {
      return;
    }
    SlotRows unused = new SlotRows(DueAnswers.ANSWERS, 1, (bucket, rows) -> left.add(rows));
    for (byte[] block : blocks) {
      if (block[0] == DueAnswers.ANSWERS) {
        ByteBuffer rows = SlotRows.rowsOf(block);
        while (rows.hasRemaining()) {
          long reference = rows.getLong();
          int word = rows.getInt();
          if (!answers.used(reference)) {
            unused
                .row(0, SlotRows.slotOf(block), DueAnswers.ANSWER_BYTES)
                .putLong(reference)
                .putInt(word);
          }
        }
      }
    }
    unused.flush();
  }
}
