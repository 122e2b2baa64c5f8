package dev.throng.transforms.release.mechanisms;

/** A stream of independent fair bits, that a draw takes as many of as it needs. */
@FunctionalInterface
public interface BitSource {
  /**
   * The next bits of the stream as a number, the first one most significant.
   *
   * @param count 1 to 62
   */
  long next(int count);
}
