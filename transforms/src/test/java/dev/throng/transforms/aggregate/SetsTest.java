package dev.throng.transforms.aggregate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.ByteArrayDataOutput;
import com.google.common.io.ByteStreams;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SetsTest {
  /** Around 4,096, and around the sizes at which library sketches change their inner form. */
  private static final int[] SIZES = {
    0, 1, 2, 7, 8, 9, 19, 20, 21, 31, 33, 191, 193, 4095, 4096, 4097, 4200, 6143, 6145, 8192,
    12_288, 49_153, 70_000
  };

  @Test
  void dependOnTheSetAlone() {
    for (Supplier<Hashes> kind :
        List.<Supplier<Hashes>>of(
            DistinctSet::new, () -> new LeastHashes(20), () -> new LeastHashes(4096))) {
      for (int size : SIZES) {
        Random random = new Random(size);
        List<Long> hashes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          hashes.add(i == 3 ? 0L : random.nextLong());
        }
        byte[] expected = bytes(inOrder(kind, hashes));
        long count = inOrder(kind, hashes).count();
        for (int round = 0; round < 4; round++) {
          Hashes tree = inTree(kind, hashes, random, 6);
          String message = "seed and size " + size + ", round " + round;
          assertArrayEquals(expected, bytes(tree), message);
          assertEquals(count, tree.count(), message);
          Hashes read = kind.get();
          read.read(ByteBuffer.wrap(expected));
          assertArrayEquals(expected, bytes(read), message);
        }
      }
    }
  }

  @Test
  void exactUpTo4096AndNeverBelowThereafter() {
    for (int size = 4090; size <= 4100; size++) {
      DistinctSet set = new DistinctSet();
      for (int i = 0; i < size; i++) {
        set.add(Mix.of(i + 1));
      }
      assertTrue(size <= 4096 ? set.count() == size : set.count() > 4096, "size " + size);
    }
  }

  @Test
  void withinOnePercentIn95Of100() {
    for (int size : new int[] {5_000, 20_000, 100_000, 300_000, 1_000_000}) {
      int within = 0;
      int rounds = 60;
      for (int round = 0; round < rounds; round++) {
        Random random = new Random(31L * size + round);
        DistinctSet set = new DistinctSet();
        for (int i = 0; i < size; i++) {
          set.add(random.nextLong());
        }
        within += Math.abs(set.count() - size) <= 0.01 * size ? 1 : 0;
      }
      assertTrue(within >= 0.95 * rounds, size + ": " + within + " of " + rounds);
    }
  }

  @Test
  void leastHashesAreExactUpToTheirLimitAndNoLessAbove() {
    Random random = new Random(7);
    for (int round = 0; round < 2000; round++) {
      int limit = 2 + random.nextInt(40);
      LeastHashes least = new LeastHashes(limit);
      Set<Long> all = new HashSet<>();
      for (int n = random.nextInt(100); n > 0; n--) {
        long hash = Mix.of(random.nextInt(60));
        least.add(hash);
        all.add(hash);
      }
      if (all.size() < limit) {
        assertEquals(all.size(), least.count(), "seed 7, round " + round);
      } else {
        assertTrue(least.count() >= limit, "seed 7, round " + round);
      }
      ByteArrayDataOutput expected = ByteStreams.newDataOutput();
      List<Long> sorted = new TreeSet<>(all).stream().limit(limit).toList();
      expected.writeInt(sorted.size());
      sorted.forEach(expected::writeLong);
      assertArrayEquals(expected.toByteArray(), bytes(least), "seed 7, round " + round);
    }
  }

  private static Hashes inOrder(Supplier<Hashes> kind, List<Long> hashes) {
    Hashes set = kind.get();
    hashes.forEach(set::add);
    return set;
  }

  /** Splits at random, with repetitions, and merges as a tree. */
  private static Hashes inTree(Supplier<Hashes> kind, List<Long> hashes, Random random, int depth) {
    if (depth == 0 || hashes.size() < 2) {
      List<Long> shuffled = new ArrayList<>(hashes);
      Collections.shuffle(shuffled, random);
      return inOrder(kind, shuffled);
    }
    List<List<Long>> parts = Arrays.asList(new ArrayList<>(), new ArrayList<>());
    for (long hash : hashes) {
      int part = random.nextInt(3);
      if (part != 0) {
        parts.get(0).add(hash);
      }
      if (part != 1) {
        parts.get(1).add(hash);
      }
    }
    Hashes left = inTree(kind, parts.get(0), random, depth - 1);
    left.merge(inTree(kind, parts.get(1), random, depth - 1));
    return left;
  }

  private static byte[] bytes(Hashes set) {
    ByteArrayDataOutput out = ByteStreams.newDataOutput();
    set.write(out);
    return out.toByteArray();
  }
}
