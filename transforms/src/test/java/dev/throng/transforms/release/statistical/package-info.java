/**
 * Tests that draw many numbers and look at their distribution. Keys are fixed, so each says the
 * same every time; the chance with which a sound sampler would have failed under a key chosen at
 * random, the false-alarm rate, is stated in each.
 */
@org.jspecify.annotations.NullMarked
package dev.throng.transforms.release.statistical;
