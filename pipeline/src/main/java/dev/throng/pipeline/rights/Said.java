package dev.throng.pipeline.rights;

import dev.throng.transforms.consent.ConsentRule;
import dev.throng.transforms.step.IdType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/** All that is said of somebody whom a pass is about, and not who it is. */
final class Said {
  private final IdType type;
  private final long[] facts;
  private final Optional<String> hold;

  /**
   * Takes it together.
   *
   * @param facts as {@link dev.throng.transforms.consent.Fact} writes them, in order
   * @param hold by what law the person is kept, if it is
   */
  Said(IdType type, long[] facts, Optional<String> hold) {
    this.type = type;
    this.facts = facts.clone();
    this.hold = hold;
  }

  IdType type() {
    return type;
  }

  /** By what law the person is kept, if it is (P28). */
  Optional<String> hold() {
    return hold;
  }

  /** What a rule hears of it on an event of that time. */
  int word(ConsentRule rule, long time) {
    return rule.word(facts, null, 0, facts.length, time, type == IdType.COMPANY);
  }

  void write(DataOutput to) throws IOException {
    to.writeUTF(type.label());
    to.writeUTF(hold.orElse(""));
    to.writeInt(facts.length);
    for (long fact : facts) {
      to.writeLong(fact);
    }
  }

  static Said read(DataInput from) throws IOException {
    IdType type = IdType.named(from.readUTF()).orElseThrow();
    String hold = from.readUTF();
    long[] facts = new long[from.readInt()];
    for (int i = 0; i < facts.length; i++) {
      facts[i] = from.readLong();
    }
    return new Said(type, facts, hold.isEmpty() ? Optional.empty() : Optional.of(hold));
  }
}
