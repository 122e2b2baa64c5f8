package dev.throng.transforms.parse;

import dev.throng.transforms.step.Amount;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One value at hand, wherever it stands: a token of JSON, a cell of a table, a part of a line. It
 * may be asked several times.
 */
interface Scalar {

  /** The text: for equal texts mostly one and the same object. */
  String text() throws IOException;

  /** The text, which hardly ever comes again. */
  String rareText() throws IOException;

  /** Whether it is a number that has neither decimals nor an exponent. */
  boolean integral();

  /** The whole number; null if it is none that a {@code long} holds. */
  @Nullable Long whole() throws IOException;

  /** The double that is nearest to the number, which may be infinite. */
  double decimal() throws IOException;

  /** The number that the text writes in one to eighteen digits, and nothing else; or -1. */
  long digits() throws IOException;

  /** The instant that the text tells, in milliseconds since 1970, or a negative one. */
  long millis() throws IOException;

  /** The same, where a time without an offset is of UTC. */
  long utcMillis() throws IOException;

  /** The amount of money that the text tells, or {@link Amount#UNKNOWN}. */
  long amount() throws IOException;
}
