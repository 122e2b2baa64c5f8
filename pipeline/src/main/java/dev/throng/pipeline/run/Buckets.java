package dev.throng.pipeline.run;

/**
 * How many buckets rows about people are shuffled in: a bucket is worked on in memory, so their
 * number grows with the input. It changes no result.
 */
final class Buckets {
  private static final int LEAST = 8;
  private static final int A_SPLIT = 2;
  private static final int MOST = 4096;

  private Buckets() {}

  static int of(int splits) {
    return (int) Math.min(MOST, LEAST + (long) A_SPLIT * splits);
  }
}
