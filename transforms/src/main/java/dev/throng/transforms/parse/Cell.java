package dev.throng.transforms.parse;

import dev.throng.transforms.step.Amount;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A text between two places of an array of bytes, all of it UTF-8. */
final class Cell implements Scalar {

  private final RecentTexts texts = new RecentTexts();
  private byte[] bytes = new byte[0];
  private int from;
  private int to;

  /** Goes to another text. */
  Cell at(byte[] array, int start, int end) {
    bytes = array;
    from = start;
    to = end;
    return this;
  }

  @Override
  public String text() {
    return isAscii() ? texts.of(bytes, from, to) : utf8();
  }

  @Override
  public String rareText() {
    return isAscii() ? RecentTexts.fresh(bytes, from, to) : utf8();
  }

  private boolean isAscii() {
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      if ((Swar.eight(bytes, i) & Swar.HIGHS) != 0) {
        return false;
      }
    }
    while (i < to && bytes[i] >= 0) {
      i++;
    }
    return i == to;
  }

  private String utf8() {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /** Never: it is a text, whatever is in it. */
  @Override
  public boolean integral() {
    return false;
  }

  @Override
  public @Nullable Long whole() {
    return null;
  }

  @Override
  public double decimal() {
    return Double.NaN;
  }

  @Override
  public long digits() {
    return Swar.digits(bytes, from, to);
  }

  @Override
  public long millis() {
    return IsoTime.millis(bytes, from, to);
  }

  @Override
  public long utcMillis() {
    return IsoTime.utcMillis(bytes, from, to);
  }

  @Override
  public long amount() {
    return Amount.parse(bytes, from, to - from);
  }

  /** The array that the text stands in. */
  byte[] bytes() {
    return bytes;
  }

  /** Its first byte. */
  int from() {
    return from;
  }

  /** How many bytes it has. */
  int length() {
    return to - from;
  }
}
