package dev.throng.pipeline.generate;

/**
 * Repeatable dice: SplitMix64, started from a few numbers. The same numbers throw the same dice on
 * every machine. Nothing here is secret, nor meant to be.
 */
final class Dice {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final long ROOM = 0xD1B54A32D192ED03L;
  private long state;

  /** Starts over: a seed, what the throws are for, and which one of those. */
  Dice restart(long seed, long room, long index) {
    state = mix(mix(seed + ROOM * room) + GOLDEN * index);
    return this;
  }

  long bits() {
    state += GOLDEN;
    return mix(state);
  }

  /** From 0 up to, not including, the bound. */
  int below(int bound) {
    return (int) (((bits() >>> 32) * bound) >>> 32);
  }

  boolean permille(int chances) {
    return below(1000) < chances;
  }

  <T> T of(T[] choices) {
    return choices[below(choices.length)];
  }

  /** From 0 up to 1, in steps of 2^-53. */
  double unit() {
    return (bits() >>> 11) * 0x1.0p-53;
  }

  /** A rank below {@code number}; how often it falls goes with the rank to the power of -1/2. */
  long popular(long number) {
    double unit = unit();
    return (long) (number * unit * unit);
  }

  /** A rank below {@code number}; how often it falls goes with the rank to the power of -2/3. */
  int veryPopular(int number) {
    double unit = unit();
    return (int) (number * unit * unit * unit);
  }

  private static long mix(long bits) {
    long z = bits;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
