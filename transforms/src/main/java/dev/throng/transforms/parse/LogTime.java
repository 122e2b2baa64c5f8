package dev.throng.transforms.parse;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How one directive of a log writes a time, or a part of one.
 *
 * @param form which way
 * @param shape of {@link Form#PARTS}, conversions of strftime as {@code %Y}, and what is between
 */
record LogTime(Form form, String shape) {

  /** The ways. */
  enum Form {
    /** {@code 10/Oct/2000:13:55:36 -0700}. */
    CLF,
    ISO,
    SECONDS,
    MILLIS,
    MICROS,
    /** Seconds with decimals. */
    DECIMAL,
    /** Conversions of strftime. */
    PARTS,
    /** The decimals of a second: three, or six. */
    MILLIS_OF_SECOND,
    MICROS_OF_SECOND
  }

  static final LogTime CLF = new LogTime(Form.CLF, "");
  static final LogTime ISO = new LogTime(Form.ISO, "");
  static final LogTime DECIMAL = new LogTime(Form.DECIMAL, "");

  /** What a time is nothing without. */
  static final String NEEDED = "YmdHMz";

  private static final String CLF_SHAPE = "%d/%b/%Y:%H:%M:%S %z";

  private static final Map<String, Form> WORDS =
      Map.of(
          "sec", Form.SECONDS,
          "msec", Form.MILLIS,
          "usec", Form.MICROS,
          "msec_frac", Form.MILLIS_OF_SECOND,
          "usec_frac", Form.MICROS_OF_SECOND);

  private static final Map<Character, String> SHORT =
      Map.of('F', "%Y-%m-%d", 'T', "%H:%M:%S", 'R', "%H:%M", 'D', "%m/%d/%y", 'h', "%b");

  /** How long each conversion is. */
  private static final Map<Character, Integer> LENGTHS = new LinkedHashMap<>();

  static {
    LENGTHS.put('Y', 4);
    LENGTHS.put('y', 2);
    LENGTHS.put('m', 2);
    LENGTHS.put('b', 3);
    LENGTHS.put('d', 2);
    LENGTHS.put('e', 2);
    LENGTHS.put('H', 2);
    LENGTHS.put('M', 2);
    LENGTHS.put('S', 2);
    LENGTHS.put('z', 5);
  }

  /**
   * What {@code %{format}t} writes.
   *
   * @throws IllegalArgumentException where that cannot be read back
   */
  static LogTime of(String format) {
    String text = format.replaceFirst("^(begin|end):", "");
    if (text.isEmpty()) {
      return CLF;
    }
    if (WORDS.containsKey(text)) {
      return new LogTime(WORDS.get(text), "");
    }
    if (text.equals("%s")) {
      return new LogTime(Form.SECONDS, "");
    }
    String shape = text;
    for (Map.Entry<Character, String> each : SHORT.entrySet()) {
      shape = shape.replace("%" + each.getKey(), each.getValue());
    }
    if (shape.equals(CLF_SHAPE)) {
      return CLF;
    }
    for (int i = 0; i < shape.length(); i++) {
      if (shape.charAt(i) == '%') {
        i++;
        char letter = i < shape.length() ? shape.charAt(i) : ' ';
        if (!LENGTHS.containsKey(letter)) {
          throw new IllegalArgumentException(
              "a time with '%"
                  + letter
                  + "', which cannot be read back; what can is %Y %y %m %b %d %e %H %M %S %z %F %T"
                  + " %R %D, and %s alone");
        }
      }
    }
    return new LogTime(Form.PARTS, shape);
  }

  /** Whether it tells an instant by itself. */
  boolean isWhole() {
    return form != Form.PARTS && form != Form.MILLIS_OF_SECOND && form != Form.MICROS_OF_SECOND;
  }

  /** Whether it tells that part of an instant, which is one of {@link #NEEDED}. */
  boolean tells(char part) {
    return switch (part) {
      case 'Y' -> says('Y') || says('y');
      case 'm' -> says('m') || says('b');
      case 'd' -> says('d') || says('e');
      default -> says(part);
    };
  }

  private boolean says(char letter) {
    return shape.indexOf("%" + letter) >= 0;
  }

  /** How many bytes it has; -1 where that differs. */
  int length() {
    return switch (form) {
      case CLF -> CLF_SHAPE.length() + "2000".length() + 2;
      case MILLIS_OF_SECOND -> 3;
      case MICROS_OF_SECOND -> 6;
      case PARTS -> {
        int length = 0;
        for (int i = 0; i < shape.length(); i++) {
          length += shape.charAt(i) == '%' ? LENGTHS.getOrDefault(shape.charAt(++i), 0) : 1;
        }
        yield length;
      }
      default -> -1;
    };
  }

  /** Whether a byte may stand in it, which then does not tell where it ends. */
  boolean mayHold(byte delimiter) {
    return form == Form.CLF
        ? "/: +-".indexOf(delimiter) >= 0
        : form == Form.PARTS && (shape.indexOf(delimiter) >= 0 || "+-".indexOf(delimiter) >= 0);
  }

  /** How long a conversion is. */
  static int lengthOf(char conversion) {
    return LENGTHS.getOrDefault(conversion, 0);
  }
}
