package dev.throng.transforms.parse;

/**
 * Reads instants as ISO 8601 writes them, {@code 2026-06-01T02:23:01.625Z}: date, time and offset,
 * all in their extended form; seconds may be missing, and of up to nine decimals the first three
 * count. The offset is {@code Z}, {@code +hh:mm}, {@code +hhmm} or {@code +hh}, up to 18 hours.
 *
 * <p>A time without an offset is none: nobody can tell which instant it names. Nor are {@code
 * 24:00:00}, a leap second, or a year outside 1970 to 9999.
 */
final class IsoTime {

  /** What stands for "no instant". */
  static final long UNREADABLE = -1;

  private static final int LEAST_LENGTH = "2026-06-01T02:23Z".length();
  private static final int MOST_DECIMALS = 9;
  static final int MOST_OFFSET_MINUTES = 18 * 60;

  private IsoTime() {}

  /** Milliseconds since 1970, 0 or more, or {@link #UNREADABLE}. */
  static long millis(byte[] text, int from, int to) {
    return millis(text, from, to, false);
  }

  /**
   * The same of a source that says to write UTC: the offset may be missing, and a blank may stand
   * for the T.
   */
  static long utcMillis(byte[] text, int from, int to) {
    return millis(text, from, to, true);
  }

  private static long millis(byte[] text, int from, int to, boolean utc) {
    if (to - from < LEAST_LENGTH - (utc ? 1 : 0)
        || text[from + 4] != '-'
        || text[from + 7] != '-'
        || ((text[from + 10] | 0x20) != 't' && !(utc && text[from + 10] == ' '))
        || text[from + 13] != ':') {
      return UNREADABLE;
    }
    int high = two(text, from);
    int low = two(text, from + 2);
    int month = two(text, from + 5);
    int day = two(text, from + 8);
    int hour = two(text, from + 11);
    int minute = two(text, from + 14);
    if ((high | low | month | day | hour | minute) < 0) {
      return UNREADABLE;
    }
    int year = 100 * high + low;
    if (year < 1970 || month < 1 || month > 12 || hour > 23 || minute > 59) {
      return UNREADABLE;
    }
    if (day < 1 || day > daysOf(year, month)) {
      return UNREADABLE;
    }
    long millis = (epochDay(year, month, day) * 24 + hour) * 3_600_000L + minute * 60_000L;
    int at = from + 16;
    if (at < to && text[at] == ':') {
      int second = at + 3 <= to ? two(text, at + 1) : -1;
      if (second < 0 || second > 59) {
        return UNREADABLE;
      }
      millis += second * 1_000L;
      at += 3;
      if (at < to && text[at] == '.') {
        int start = ++at;
        int scale = 100;
        while (at < to && text[at] >= '0' && text[at] <= '9') {
          millis += scale * (long) (text[at] - '0');
          scale /= 10;
          at++;
        }
        if (at == start || at - start > MOST_DECIMALS) {
          return UNREADABLE;
        }
      }
    }
    return utc && at == to ? millis : atOffset(millis, text, at, to);
  }

  private static long atOffset(long local, byte[] text, int at, int to) {
    int left = to - at;
    if (left == 1) {
      return (text[at] | 0x20) == 'z' ? local : UNREADABLE;
    }
    if ((left != 3 && left != 5 && left != 6) || (text[at] != '+' && text[at] != '-')) {
      return UNREADABLE;
    }
    if (left == 6 && text[at + 3] != ':') {
      return UNREADABLE;
    }
    int hours = two(text, at + 1);
    int minutes = left == 3 ? 0 : two(text, to - 2);
    if (hours < 0 || minutes < 0 || minutes > 59 || 60 * hours + minutes > MOST_OFFSET_MINUTES) {
      return UNREADABLE;
    }
    long offset = (60L * hours + minutes) * 60_000L;
    long millis = text[at] == '+' ? local - offset : local + offset;
    return millis < 0 ? UNREADABLE : millis;
  }

  /** Two digits, or a negative number. */
  private static int two(byte[] text, int at) {
    int tens = text[at] - '0';
    int ones = text[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : 10 * tens + ones;
  }

  static int daysOf(int year, int month) {
    if (month == 2) {
      return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /** Days since 1970 of a date of the Gregorian calendar, counted in years that begin in March. */
  static long epochDay(int year, int month, int day) {
    int y = month > 2 ? year : year - 1;
    int monthFromMarch = (month + 9) % 12;
    int dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1;
    return 365L * y + y / 4 - y / 100 + y / 400 + dayOfYear - 719_468;
  }
}
