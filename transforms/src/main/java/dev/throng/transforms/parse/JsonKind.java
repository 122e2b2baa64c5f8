package dev.throng.transforms.parse;

import dev.throng.transforms.step.Amount;
import java.util.Set;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a field are read: each constant says what stands for a value of another type.
 */
enum JsonKind {

  /** Text; anything else is none. */
  TEXT {
    @Override
    @Nullable Object ofString(JsonScanner in) {
      return in.text();
    }
  },

  /** An identifier, which many sources write as a whole number: its digits are the text. */
  IDENTIFIER {
    @Override
    @Nullable Object ofString(JsonScanner in) {
      return in.text();
    }

    @Override
    @Nullable Object ofNumber(JsonScanner in) {
      return in.integral() ? in.numberText() : null;
    }
  },

  /** Milliseconds, or ISO 8601. */
  TIME {
    @Override
    @Nullable Object ofString(JsonScanner in) {
      return instant(in.escaped() ? -1 : IsoTime.millis(in.bytes(), in.from(), in.until()));
    }

    @Override
    @Nullable Object ofNumber(JsonScanner in) {
      return instant(in.integral() ? NumberText.whole(in.bytes(), in.from(), in.until()) : -1);
    }

    private @Nullable Object instant(long millis) {
      return millis < 0 ? null : millis;
    }
  },

  /** A whole number. */
  COUNT {
    @Override
    @Nullable Object ofNumber(JsonScanner in) {
      long count =
          in.integral()
              ? NumberText.whole(in.bytes(), in.from(), in.until())
              : NumberText.NOT_WHOLE;
      return count == NumberText.NOT_WHOLE ? null : count;
    }
  },

  /** Money, also where it is written as a string, as those do who mistrust floating point. */
  AMOUNT {
    @Override
    @Nullable Object ofString(JsonScanner in) {
      return in.escaped() ? null : ofNumber(in);
    }

    @Override
    @Nullable Object ofNumber(JsonScanner in) {
      long amount = Amount.parse(in.bytes(), in.from(), in.until() - in.from());
      return amount == Amount.UNKNOWN ? null : amount;
    }
  },

  /** A coordinate. */
  DEGREES {
    @Override
    @Nullable Object ofNumber(JsonScanner in) {
      double degrees = NumberText.decimal(in.bytes(), in.from(), in.until());
      return Double.isFinite(degrees) ? degrees : null;
    }
  },

  /** A word of consent: whatever is not understood refuses (law 2). */
  ALLOWS {
    @Override
    Object ofBoolean(boolean value) {
      return value;
    }

    @Override
    Object otherwise() {
      return false;
    }
  },

  /**
   * A warning, of a minor, of health data, of Sec-GPC: whatever is not understood warns (law 2).
   */
  WARNS {
    @Override
    Object ofBoolean(boolean value) {
      return value;
    }

    @Override
    Object otherwise() {
      return true;
    }
  },

  /** An encoded signal. Of another type it is malformed, as the empty text is, not silent. */
  SIGNAL {
    @Override
    @Nullable Object ofString(JsonScanner in) {
      return in.text();
    }

    @Override
    Object otherwise() {
      return "";
    }
  };

  private static final Set<String> IDENTIFIERS =
      Set.of(
          "record_id", "device_id", "cookie_id", "user_id", "company_id", "seller_id", "order_id");

  private static final Set<String> WARNINGS =
      Set.of("user.minor", "dispute.health_data", "consent.gpc");

  /** What to make of a string. */
  @Nullable Object ofString(JsonScanner in) {
    return otherwise();
  }

  /** What to make of a number. */
  @Nullable Object ofNumber(JsonScanner in) {
    return otherwise();
  }

  /** What to make of a boolean. */
  @Nullable Object ofBoolean(boolean value) {
    return otherwise();
  }

  /** What stands for a value of another type; null is of every type, and none. */
  @Nullable Object otherwise() {
    return null;
  }

  /** Reads the value at hand, and throws only if the record is no JSON. */
  final @Nullable Object read(JsonScanner in) throws Rejected {
    switch (in.peek()) {
      case '"' -> {
        in.string();
        return ofString(in);
      }
      case 't' -> {
        in.literal();
        return ofBoolean(true);
      }
      case 'f' -> {
        in.literal();
        return ofBoolean(false);
      }
      case 'n' -> {
        in.literal();
        return null;
      }
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
        in.number();
        return ofNumber(in);
      }
      default -> {
        in.skip();
        return otherwise();
      }
    }
  }

  /** The kind of a field that holds one value. */
  static JsonKind of(EventField field) {
    return switch (field.type()) {
      case BOOLEAN -> WARNINGS.contains(field.path()) ? WARNS : ALLOWS;
      case DOUBLE -> DEGREES;
      case LONG ->
          switch (field.privacy()) {
            case "time" -> TIME;
            case "amount" -> AMOUNT;
            default -> COUNT;
          };
      case STRING ->
          IDENTIFIERS.contains(field.privacy()) || field.path().equals("commerce.product_id")
              ? IDENTIFIER
              : field.privacy().equals("consent_signal") ? SIGNAL : TEXT;
      default -> throw new IllegalArgumentException(unknown(field.type()));
    };
  }

  private static String unknown(Schema.Type type) {
    return "no way to read a field of type " + type.getName();
  }
}
