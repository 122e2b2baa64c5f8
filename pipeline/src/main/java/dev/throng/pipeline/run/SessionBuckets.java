package dev.throng.pipeline.run;

/**
 * How many buckets session rows are shuffled in: a bucket's rows are sorted in memory, so their
 * number grows with the input. It changes no result.
 */
final class SessionBuckets {
  private static final int LEAST = 8;
  private static final int A_SPLIT = 2;
  private static final int MOST = 4096;

  private SessionBuckets() {}

  static int of(int splits) {
    return (int) Math.min(MOST, LEAST + (long) A_SPLIT * splits);
  }
}
