/**
 * Tests that draw many numbers and look at their distribution. Keys are fixed, so each says the
 * same every time; false-alarm rates are stated.
 */
@org.jspecify.annotations.NullMarked
package dev.throng.pipeline.statistical;
