package dev.throng.pipeline.read;

/** Takes blocks of rows about people, to be gathered by bucket. */
@FunctionalInterface
public interface RowSink {
  /**
   * Takes a block, which is the taker's from then on.
   *
   * @param bucket of rows of sessions 0 or more, of rows of what is noised less
   */
  void block(int bucket, byte[] rows);
}
