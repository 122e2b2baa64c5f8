package dev.throng.transforms.parse;

import dev.throng.transforms.step.Amount;
import java.io.IOException;
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
    @Nullable Object ofString(Scalar in) throws IOException {
      return in.text();
    }
  },

  /** Text that is another in almost every event. */
  RARE_TEXT {
    @Override
    @Nullable Object ofString(Scalar in) throws IOException {
      return in.rareText();
    }
  },

  /** An identifier, which many sources write as a whole number: its digits are the text. */
  IDENTIFIER {
    @Override
    @Nullable Object ofString(Scalar in) throws IOException {
      return in.rareText();
    }

    @Override
    @Nullable Object ofNumber(Scalar in) throws IOException {
      return in.integral() ? in.text() : null;
    }
  },

  /** Milliseconds, or ISO 8601. */
  TIME {
    @Override
    @Nullable Object ofString(Scalar in) throws IOException {
      long millis = in.millis();
      return millis < 0 ? null : millis;
    }

    @Override
    @Nullable Object ofNumber(Scalar in) throws IOException {
      @Nullable Long millis = in.whole();
      return millis == null || millis < 0 ? null : millis;
    }
  },

  /** A whole number. */
  COUNT {
    @Override
    @Nullable Object ofNumber(Scalar in) throws IOException {
      // The smallest of all stands for "none" elsewhere.
      @Nullable Long count = in.whole();
      return count == null || count == Long.MIN_VALUE ? null : count;
    }
  },

  /** A whole number, also where it is written as a string, as BigQuery and tables do. */
  WRITTEN_COUNT {
    @Override
    @Nullable Object ofString(Scalar in) throws IOException {
      long count = in.digits();
      return count < 0 ? null : count;
    }

    @Override
    @Nullable Object ofNumber(Scalar in) throws IOException {
      return COUNT.ofNumber(in);
    }
  },

  /** A time in whole microseconds, also where it is written as a string. */
  MICROS {
    @Override
    @Nullable Object ofString(Scalar in) throws IOException {
      long micros = in.digits();
      return micros < 0 ? null : micros / 1_000;
    }

    @Override
    @Nullable Object ofNumber(Scalar in) throws IOException {
      @Nullable Long micros = in.whole();
      return micros == null || micros < 0 ? null : micros / 1_000;
    }
  },

  /** ISO 8601, of UTC where there is no offset. */
  UTC_TIME {
    @Override
    @Nullable Object ofString(Scalar in) throws IOException {
      long millis = in.utcMillis();
      return millis < 0 ? null : millis;
    }
  },

  /** Money, also where it is written as a string, as those do who mistrust floating point. */
  AMOUNT {
    @Override
    @Nullable Object ofString(Scalar in) throws IOException {
      return ofNumber(in);
    }

    @Override
    @Nullable Object ofNumber(Scalar in) throws IOException {
      long amount = in.amount();
      return amount == Amount.UNKNOWN ? null : amount;
    }
  },

  /** A coordinate. */
  DEGREES {
    @Override
    @Nullable Object ofNumber(Scalar in) throws IOException {
      double degrees = in.decimal();
      return Double.isFinite(degrees) ? degrees : null;
    }
  },

  /** A coordinate, also where it is written as a string. */
  WRITTEN_DEGREES {
    @Override
    @Nullable Object ofString(Scalar in) throws IOException {
      // What is no amount is no number as JSON has it, such as NaN or 0x1p3.
      String text = in.rareText();
      return Amount.parse(text) == Amount.UNKNOWN ? null : Double.valueOf(text);
    }

    @Override
    @Nullable Object ofNumber(Scalar in) throws IOException {
      return DEGREES.ofNumber(in);
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
    @Nullable Object ofString(Scalar in) throws IOException {
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

  private static final Set<String> RARE = Set.of("url", "ip_address");

  private static final Set<String> WARNINGS =
      Set.of("user.minor", "dispute.health_data", "consent.gpc");

  /** What to make of a string. */
  @Nullable Object ofString(Scalar in) throws IOException {
    return otherwise();
  }

  /** What to make of a number. */
  @Nullable Object ofNumber(Scalar in) throws IOException {
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

  /** Reads the value at hand to its end, and throws only if the record cannot be used. */
  final @Nullable Object read(JsonInput in) throws IOException, Rejected {
    return switch (in.token()) {
      case VALUE_STRING -> ofString(in);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> ofNumber(in);
      case VALUE_TRUE -> ofBoolean(true);
      case VALUE_FALSE -> ofBoolean(false);
      case VALUE_NULL -> null;
      default -> {
        JsonMember.skip(in);
        yield otherwise();
      }
    };
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
      // Only what its own members fill.
      case MAP -> TEXT;
      case STRING ->
          IDENTIFIERS.contains(field.privacy()) || field.path().equals("commerce.product_id")
              ? IDENTIFIER
              : field.privacy().equals("consent_signal")
                  ? SIGNAL
                  : RARE.contains(field.privacy()) ? RARE_TEXT : TEXT;
      default -> throw new IllegalArgumentException(unknown(field.type()));
    };
  }

  /** The same, where numbers may be written as strings. */
  JsonKind written() {
    return this == COUNT ? WRITTEN_COUNT : this == DEGREES ? WRITTEN_DEGREES : this;
  }

  /** Whether it tells when something happened. */
  boolean isTime() {
    return this == TIME || this == MICROS || this == UTC_TIME;
  }

  /** The value of a field that no other may overrule; null where there is no such value. */
  static @Nullable Object strictest(EventField field) {
    return field.type() == Schema.Type.BOOLEAN ? of(field).otherwise() : null;
  }

  private static String unknown(Schema.Type type) {
    return "no way to read a field of type " + type.getName();
  }
}
