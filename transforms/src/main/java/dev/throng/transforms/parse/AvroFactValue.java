package dev.throng.transforms.parse;

import com.google.common.base.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Reads what a writer's type encodes as a value of a fact. */
interface AvroFactValue {

  /** What a fact's values are. */
  enum Kind {
    /** A string, bytes of UTF-8, or a symbol of an enum. */
    TEXT,
    /** The same, or a whole number, whose digits are the text. */
    IDENTIFIER,
    /** Milliseconds since 1970-01-01T00:00Z, a logical timestamp, or ISO 8601. */
    TIME
  }

  /** Stands for a value that was gone behind, and says nothing that a fact can say. */
  Object MISFIT = new Object();

  /** As long as a whole line of JSON may be. */
  int MOST_TEXT_BYTES = 64 << 10;

  /** Reads one value: a String, or a Long where the kind is TIME; null where there is none. */
  @Nullable Object read(AvroBytes in) throws Rejected;

  /** How to read that writer's type; what does not fit is gone behind. */
  static AvroFactValue of(Kind kind, Schema writer, AvroType.Compiler types)
      throws UnreadableInput {
    if (writer.getType() == Schema.Type.UNION) {
      AvroFactValue[] branches = new AvroFactValue[writer.getTypes().size()];
      for (int i = 0; i < branches.length; i++) {
        branches[i] = of(kind, writer.getTypes().get(i), types);
      }
      return in -> branches[AvroType.Union.branch(in, branches.length)].read(in);
    }
    @Nullable AvroFactValue value =
        switch (writer.getType()) {
          case NULL -> in -> null;
          case STRING -> kind == Kind.TIME ? AvroFactValue::iso : AvroFactValue::text;
          // Of a decimal, the bytes are no text.
          case BYTES -> plain(writer) && kind != Kind.TIME ? AvroFactValue::text : null;
          case ENUM -> kind == Kind.TIME ? null : symbol(writer.getEnumSymbols());
          case INT, LONG -> whole(kind, writer);
          default -> null;
        };
    return value != null ? value : misfit(types.of(writer));
  }

  private static AvroFactValue misfit(AvroType type) {
    return in -> {
      type.skip(in);
      return MISFIT;
    };
  }

  private static boolean plain(Schema writer) {
    return writer.getProp("logicalType") == null;
  }

  private static AvroFactValue symbol(List<String> symbols) {
    return in -> {
      long symbol = in.varint();
      if (symbol < 0 || symbol >= symbols.size()) {
        throw in.undecodable();
      }
      return symbols.get((int) symbol);
    };
  }

  private static Object text(AvroBytes in) throws Rejected {
    int length = in.length();
    in.skip(length);
    int from = in.at() - length;
    return length <= MOST_TEXT_BYTES && Utf8.isWellFormed(in.bytes(), from, length)
        ? new String(in.bytes(), from, length, StandardCharsets.UTF_8)
        : MISFIT;
  }

  private static Object iso(AvroBytes in) throws Rejected {
    int length = in.length();
    in.skip(length);
    long millis = IsoTime.millis(in.bytes(), in.at() - length, in.at());
    return millis < 0 ? MISFIT : millis;
  }

  private static @Nullable AvroFactValue whole(Kind kind, Schema writer) {
    if (kind == Kind.IDENTIFIER && plain(writer)) {
      return in -> Long.toString(in.varint());
    }
    if (kind != Kind.TIME) {
      return null;
    }
    @Nullable String logical = writer.getProp("logicalType");
    long units =
        switch (logical == null ? "timestamp-millis" : logical) {
          case "timestamp-millis" -> 1;
          case "timestamp-micros" -> 1_000;
          case "timestamp-nanos" -> 1_000_000;
          // A date is no instant, and a time of no zone names none.
          default -> 0;
        };
    if (units == 0) {
      return null;
    }
    return in -> {
      long millis = Math.floorDiv(in.varint(), units);
      return millis < 0 ? MISFIT : millis;
    };
  }
}
