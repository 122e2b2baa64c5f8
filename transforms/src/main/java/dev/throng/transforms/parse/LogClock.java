package dev.throng.transforms.parse;

/** The time of one line of a log, which may stand in several places of it. */
final class LogClock {
  private static final long UNSET = -2;
  private static final int MOST_DIGITS = 18;

  private long instant;
  private int year;
  private int month;
  private int day;
  private int hour;
  private int minute;
  private int second;
  private int millis;
  private int offset;
  private boolean parts;
  private boolean bad;

  /** Forgets the line before. */
  void reset() {
    instant = UNSET;
    if (parts) {
      year = 0;
      month = 0;
      day = 0;
      hour = 0;
      minute = 0;
      second = 0;
      millis = 0;
      offset = 0;
      parts = false;
    }
    bad = false;
  }

  /** Reads what a directive wrote. */
  void read(LogTime time, byte[] bytes, int from, int to) {
    switch (time.form()) {
      case CLF -> set(AccessLogTime.millis(bytes, from, to));
      case ISO -> set(IsoTime.millis(bytes, from, to));
      case SECONDS -> set(scaled(number(bytes, from, to), 1_000));
      case MILLIS -> set(number(bytes, from, to));
      case MICROS -> set(number(bytes, from, to) < 0 ? -1 : number(bytes, from, to) / 1_000);
      case DECIMAL -> set(decimal(bytes, from, to));
      case MILLIS_OF_SECOND -> fraction(bytes, from, to, 3, 1);
      case MICROS_OF_SECOND -> fraction(bytes, from, to, 6, 1_000);
      case PARTS -> parts(time, bytes, from, to);
    }
  }

  /** Milliseconds since 1970, 0 or more, or {@link IsoTime#UNREADABLE}. */
  long millis() {
    if (instant != UNSET || bad || !parts) {
      return bad || instant < 0 ? IsoTime.UNREADABLE : instant;
    }
    if (year < 1970
        || month < 1
        || month > 12
        || day < 1
        || day > IsoTime.daysOf(year, month)
        || hour > 23
        || minute > 59
        || second > 59
        || Math.abs(offset) > IsoTime.MOST_OFFSET_MINUTES) {
      return IsoTime.UNREADABLE;
    }
    long local =
        IsoTime.epochDay(year, month, day) * 86_400_000L
            + (3_600L * hour + 60L * minute + second) * 1_000L
            + millis;
    return Math.max(IsoTime.UNREADABLE, local - 60_000L * offset);
  }

  /** The first one counts. */
  private void set(long read) {
    bad |= read < 0;
    instant = instant == UNSET ? read : instant;
  }

  private void fraction(byte[] bytes, int from, int to, int digits, int divisor) {
    long value = to - from == digits ? number(bytes, from, to) : -1;
    bad |= value < 0;
    millis = (int) (value / divisor);
    parts = true;
  }

  private void parts(LogTime time, byte[] bytes, int from, int to) {
    parts = true;
    if (to - from != time.length()) {
      bad = true;
      return;
    }
    String shape = time.shape();
    int at = from;
    for (int i = 0; i < shape.length(); i++) {
      if (shape.charAt(i) != '%') {
        bad |= bytes[at++] != (byte) shape.charAt(i);
        continue;
      }
      char conversion = shape.charAt(++i);
      part(conversion, bytes, at);
      at += LogTime.lengthOf(conversion);
    }
  }

  private void part(char conversion, byte[] bytes, int from) {
    switch (conversion) {
      case 'Y' -> year = two(bytes, from) * 100 + two(bytes, from + 2);
      // As POSIX has it.
      case 'y' -> year = two(bytes, from) + (two(bytes, from) < 69 ? 2000 : 1900);
      case 'm' -> month = two(bytes, from);
      case 'b' -> month = AccessLogTime.month(bytes, from);
      case 'd' -> day = two(bytes, from);
      case 'e' -> day = bytes[from] == ' ' ? digit(bytes[from + 1]) : two(bytes, from);
      case 'H' -> hour = two(bytes, from);
      case 'M' -> minute = two(bytes, from);
      case 'S' -> second = two(bytes, from);
      default -> {
        bad |= bytes[from] != '+' && bytes[from] != '-';
        int minutes = two(bytes, from + 3);
        bad |= minutes > 59;
        offset = (60 * two(bytes, from + 1) + minutes) * (bytes[from] == '-' ? -1 : 1);
      }
    }
  }

  private int two(byte[] bytes, int at) {
    return 10 * digit(bytes[at]) + digit(bytes[at + 1]);
  }

  private int digit(byte one) {
    bad |= one < '0' || one > '9';
    return one - '0';
  }

  /** Seconds with at most nine decimals, of which three count. */
  private static long decimal(byte[] bytes, int from, int to) {
    int dot = Swar.indexOf(bytes, from, to, '.');
    long seconds = scaled(number(bytes, from, dot), 1_000);
    if (seconds < 0 || dot == to) {
      return seconds;
    }
    long decimals = number(bytes, dot + 1, to);
    if (decimals < 0 || to - dot > 10) {
      return -1;
    }
    for (int digits = to - dot - 1; digits != 3; ) {
      decimals = digits > 3 ? decimals / 10 : decimals * 10;
      digits += digits > 3 ? -1 : 1;
    }
    return seconds + decimals;
  }

  private static long scaled(long number, int by) {
    return number < 0 || number > Long.MAX_VALUE / by / 2 ? -1 : number * by;
  }

  /** A whole number; -1 where it is none. */
  private static long number(byte[] bytes, int from, int to) {
    if (from == to || to - from > MOST_DIGITS) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return -1;
      }
      value = 10 * value + bytes[i] - '0';
    }
    return value;
  }
}
