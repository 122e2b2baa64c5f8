package dev.throng.transforms.parse;

import java.nio.charset.StandardCharsets;

/** Reads times as access logs write them: {@code 10/Oct/2000:13:55:36 -0700}. */
final class AccessLogTime {

  private static final byte[] SHAPE =
      "00/Mon/0000:00:00:00 +0000".getBytes(StandardCharsets.US_ASCII);
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

  private AccessLogTime() {}

  /** Milliseconds since 1970, 0 or more, or {@link IsoTime#UNREADABLE}. */
  static long millis(byte[] text, int from, int to) {
    if (!shaped(text, from, to)) {
      return IsoTime.UNREADABLE;
    }
    int day = number(text, from, 2);
    int month = month(text, from + 3);
    int year = number(text, from + 7, 4);
    int hour = number(text, from + 12, 2);
    int minute = number(text, from + 15, 2);
    int second = number(text, from + 18, 2);
    int offset = 60 * number(text, from + 22, 2) + number(text, from + 24, 2);
    if (year < 1970
        || month == 0
        || day < 1
        || day > IsoTime.daysOf(year, month)
        || hour > 23
        || minute > 59
        || second > 59
        || number(text, from + 24, 2) > 59
        || offset > IsoTime.MOST_OFFSET_MINUTES) {
      return IsoTime.UNREADABLE;
    }
    long local =
        IsoTime.epochDay(year, month, day) * 86_400_000L
            + (3_600L * hour + 60L * minute + second) * 1_000L;
    long millis = local - (text[from + 21] == '-' ? -60_000L : 60_000L) * offset;
    return millis < 0 ? IsoTime.UNREADABLE : millis;
  }

  private static boolean shaped(byte[] text, int from, int to) {
    if (to - from != SHAPE.length) {
      return false;
    }
    for (int i = 0; i < SHAPE.length; i++) {
      byte is = text[from + i];
      boolean fits =
          switch (SHAPE[i]) {
            case '0' -> is >= '0' && is <= '9';
            case '+' -> is == '+' || is == '-';
            case '/', ':', ' ' -> is == SHAPE[i];
            default -> true;
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static int number(byte[] text, int from, int digits) {
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      value = 10 * value + text[i] - '0';
    }
    return value;
  }

  /** 1 to 12, or 0. */
  static int month(byte[] text, int from) {
    for (int i = 0; i < MONTHS.length(); i += 3) {
      if (text[from] == MONTHS.charAt(i)
          && text[from + 1] == MONTHS.charAt(i + 1)
          && text[from + 2] == MONTHS.charAt(i + 2)) {
        return i / 3 + 1;
      }
    }
    return 0;
  }
}
