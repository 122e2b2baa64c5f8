package dev.throng.transforms.aggregate;

import com.google.common.io.ByteArrayDataOutput;
import java.nio.ByteBuffer;

/**
 * A mergeable set of keyed 64-bit hashes. What it counts and what it writes depend on the set of
 * hashes alone: never on their order, nor on how they were split and merged.
 */
sealed interface Hashes permits DistinctSet, LeastHashes {
  /** Adds a hash; returns by how many bytes the set has grown in memory. */
  int add(long hash);

  /** What is larger than this, now and for ever, changes nothing. */
  default long bound() {
    return Long.MAX_VALUE;
  }

  /** Adds all of another set of the same kind, which stays as it is. */
  void merge(Hashes other);

  /** How many distinct hashes, or a number that depends on the set alone. */
  long count();

  void write(ByteArrayDataOutput out);

  /** Adds what was written by the same kind of set. */
  void read(ByteBuffer in);
}
