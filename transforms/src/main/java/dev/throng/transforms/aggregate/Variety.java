package dev.throng.transforms.aggregate;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import com.google.common.io.ByteArrayDataOutput;
import java.nio.ByteBuffer;

/**
 * Which values a group's people have in a sensitive dimension: those of robots and nobody, and
 * unknown ones, are none. It is never released.
 */
final class Variety extends Condition {
  private static final HashFunction HASH = Hashing.murmur3_128();

  private final Dimension dimension;
  private final int least;
  private final DistinctSet values = new DistinctSet();

  Variety(Release.Diversity diversity) {
    this.dimension = Dimension.named(diversity.of());
    this.least = diversity.least();
  }

  /** Whether there are enough. */
  @Override
  boolean holds() {
    return values.count() >= least;
  }

  @Override
  int add(EventFacts facts) {
    String value = facts.somebody ? dimension.of(facts.event) : null;
    return value == null ? 0 : values.add(HASH.hashUnencodedChars(value).asLong());
  }

  @Override
  void merge(Tally other) {
    values.merge(((Variety) other).values);
  }

  @Override
  boolean isEmpty() {
    return values.count() == 0;
  }

  @Override
  void write(ByteArrayDataOutput out) {
    values.write(out);
  }

  @Override
  void read(ByteBuffer in) {
    values.read(in);
  }
}
