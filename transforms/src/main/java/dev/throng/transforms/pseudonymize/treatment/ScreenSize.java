package dev.throng.transforms.pseudonymize.treatment;

import org.jspecify.annotations.Nullable;

/**
 * A screen's size, rounded so that it names a kind of screen rather than one window on it: {@code
 * 1920x1080} becomes {@code 1900x1100}.
 */
public final class ScreenSize {

  private static final int LARGEST = 20_000;

  private ScreenSize() {}

  /**
   * Width and height in pixels, each rounded half up to hundreds and at least 100; null if the text
   * is not two whole numbers of 1 to 20,000 with an {@code x} between them.
   */
  public static @Nullable String coarse(@Nullable String text) {
    if (text == null || text.length() < 3 || text.length() > 11) {
      return null;
    }
    int cross = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 'x' || c == 'X' || c == '\u00d7') {
        cross = i;
        break;
      }
    }
    int width = number(text, 0, cross);
    int height = number(text, cross + 1, text.length());
    if (width < 0 || height < 0) {
      return null;
    }
    return hundreds(width) + "x" + hundreds(height);
  }

  private static int hundreds(int pixels) {
    return Math.max(100, (pixels + 50) / 100 * 100);
  }

  private static int number(String text, int from, int to) {
    if (to - from < 1 || to - from > 5) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = 10 * number + (c - '0');
    }
    return number >= 1 && number <= LARGEST ? number : -1;
  }
}
