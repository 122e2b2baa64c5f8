package dev.throng.transforms.consent.waiting;

import dev.throng.schemas.JoinKey;
import dev.throng.transforms.consent.ConsentRule;
import dev.throng.transforms.consent.Word;
import dev.throng.transforms.consent.ledger.BlockSink;
import dev.throng.transforms.consent.ledger.FactList;
import dev.throng.transforms.consent.ledger.JoinBits;
import java.nio.ByteBuffer;

/**
 * Answers the questions of {@link WaitingRows} whose time has come. Silence is an answer too, so
 * that an event knows when nothing more will come. For one thread.
 *
 * <pre>answer: reference (8), word (4)</pre>
 */
public final class DueAnswers {
  static final byte ANSWERS = 0x51;
  static final int ANSWER_BYTES = Long.BYTES + Integer.BYTES;

  private final ConsentRule rule;
  private final SlotRows answers;

  /**
   * Answers by a rule.
   *
   * @param buckets how many of events there are
   * @param sink takes blocks for {@link WaitingEvents}
   */
  public DueAnswers(ConsentRule rule, int buckets, BlockSink sink) {
    this.rule = rule;
    this.answers = new SlotRows(ANSWERS, buckets, sink);
  }

  /** Whether a block is of questions. */
  public static boolean asks(byte[] block) {
    return block[0] == WaitingRows.QUESTIONS;
  }

  /** Answers a block of questions. */
  public void answer(byte[] block, FactLookup known) {
    long slot = SlotRows.slotOf(block);
    ByteBuffer rows = SlotRows.rowsOf(block);
    while (rows.hasRemaining()) {
      JoinKey id = JoinBits.read(rows);
      long time = rows.getLong();
      long reference = rows.getLong();
      int home = rows.getInt();
      boolean company = rows.get() != 0;
      FactList facts = known.of(id);
      int word = facts == null ? Word.SILENCE : facts.word(rule, time, company);
      answers.row(home, slot, ANSWER_BYTES).putLong(reference).putInt(word);
    }
  }

  /** Gives all answers away. */
  public void flush() {
    answers.flush();
  }
}
