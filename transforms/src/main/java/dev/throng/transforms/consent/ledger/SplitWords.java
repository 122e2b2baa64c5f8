package dev.throng.transforms.consent.ledger;

import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.consent.LedgerWords;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a shuffled ledger answered about the events of one split, heard in the order of the events.
 * For one thread.
 */
public final class SplitWords implements LedgerWords {
  private long[] answers = {};
  private int at;
  private int word;
  private SplitSeal seal = new SplitSeal();
  private byte[] expected = {};

  /**
   * Begins a split.
   *
   * @param blocks of {@link Answers}, and the one that ended its {@link Questions}
   */
  public void begin(Iterable<byte[]> blocks) {
    answers = new long[0];
    at = 0;
    seal = new SplitSeal();
    expected = new byte[0];
    int size = 0;
    for (byte[] block : blocks) {
      if (block[0] == SplitSeal.KIND) {
        expected = block.clone();
        continue;
      }
      int rows = (block.length - 1) / Long.BYTES;
      if (size + rows > answers.length) {
        answers = Arrays.copyOf(answers, Math.max(2 * answers.length, size + rows));
      }
      ByteBuffer.wrap(block, 1, block.length - 1).asLongBuffer().get(answers, size, rows);
      size += rows;
    }
    answers = Arrays.copyOf(answers, size);
    Arrays.sort(answers);
  }

  /** Goes to the next event of the split, which has that time. */
  public void next(long time) {
    int number = seal.next(time);
    word = 0;
    while (at < answers.length && answers[at] >>> Integer.SIZE == number) {
      word |= (int) answers[at++];
    }
  }

  @Override
  public int of(PseudonymousEvent event) {
    return word;
  }

  /**
   * Ends the split.
   *
   * @throws IllegalStateException where it is not the split that was asked about
   */
  public void end(String file) {
    if (at < answers.length || !Arrays.equals(seal.block(), expected)) {
      throw new IllegalStateException(
          file + " has changed while it was read: run the job again on files that stand still");
    }
  }
}
