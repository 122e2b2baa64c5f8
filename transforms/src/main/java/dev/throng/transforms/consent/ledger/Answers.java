package dev.throng.transforms.consent.ledger;

import com.google.common.primitives.ImmutableLongArray;
import dev.throng.schemas.JoinKey;
import dev.throng.transforms.consent.ConsentRule;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Answers the questions of one bucket from the facts of that bucket. An answer is the number of an
 * event of its split, and the ledger's word on it; silence is not said. For one thread.
 */
public final class Answers {
  static final byte KIND = 0x31;

  private final ConsentRule rule;
  private final boolean keepsRecorded;

  /**
   * Answers by a rule.
   *
   * @param keepsRecorded whether the rule asks when facts were recorded
   */
  public Answers(ConsentRule rule, boolean keepsRecorded) {
    this.rule = rule;
    this.keepsRecorded = keepsRecorded;
  }

  /**
   * Answers.
   *
   * @param blocks of {@link FactRows} and {@link Questions}, in any order
   * @param sink takes the name of a split and a block of answers for it
   */
  public void answer(Iterable<byte[]> blocks, BiConsumer<String, byte[]> sink) {
    Ledger.Builder builder = new Ledger.Builder(keepsRecorded);
    List<byte[]> questions = new ArrayList<>();
    for (byte[] block : blocks) {
      switch (block[0]) {
        case FactRows.KIND -> FactRows.read(block, builder);
        case Questions.KIND -> questions.add(block);
        default -> throw new IllegalStateException("a block of the unknown kind " + block[0]);
      }
    }
    Hearing hearing = new Hearing(builder.build());
    questions.forEach(block -> Questions.read(block, hearing));
    hearing.answers.forEach((split, answers) -> sink.accept(split, block(answers.build())));
  }

  private static byte[] block(ImmutableLongArray answers) {
    ByteBuffer block = ByteBuffer.wrap(new byte[1 + answers.length() * Long.BYTES]).put(KIND);
    answers.forEach(block::putLong);
    return block.array();
  }

  private final class Hearing implements Questions.Listener {
    private final Ledger ledger;
    private final Map<String, ImmutableLongArray.Builder> answers = new HashMap<>();
    private String split = "";

    private Hearing(Ledger ledger) {
      this.ledger = ledger;
    }

    @Override
    public void split(String name) {
      split = name;
    }

    @Override
    public void question(JoinKey key, int number, long time, boolean company) {
      int word = ledger.word(rule, key, time, company);
      if (word != 0) {
        answers
            .computeIfAbsent(split, name -> ImmutableLongArray.builder())
            .add((long) number << Integer.SIZE | word);
      }
    }
  }
}
