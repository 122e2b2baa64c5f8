package dev.throng.transforms.consent.ledger;

/** Takes blocks of rows that are to be shuffled by bucket. */
@FunctionalInterface
public interface BlockSink {

  /** A block that is the taker's from now on. */
  void block(int bucket, byte[] rows);
}
