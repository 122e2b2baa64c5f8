package dev.throng.transforms.parse;

import dev.throng.transforms.step.Amount;
import dev.throng.transforms.step.RejectReason;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a writer's type encodes as the value of a field, by the rules of Avro's resolution.
 */
interface AvroValue {

  /** Reads one value; null where there is none, or where it speaks against the record. */
  @Nullable Object read(AvroBytes in, AvroDraft draft) throws Rejected;

  /** A value that the field cannot have. */
  static AvroValue misfit(EventField field, AvroType type) {
    return (in, draft) -> {
      type.skip(in);
      draft.fault(RejectReason.MALFORMED, field);
      return null;
    };
  }

  /**
   * How to read that writer's type for the field, or null if it does not resolve to the field's
   * type. Of a union, the branches that do not are misfits.
   */
  static @Nullable AvroValue of(
      EventField field, Schema.Type target, Schema writer, AvroType.Compiler types)
      throws UnreadableInput {
    Schema.Type type = writer.getType();
    if (type == Schema.Type.UNION) {
      AvroValue[] branches = new AvroValue[writer.getTypes().size()];
      for (int i = 0; i < branches.length; i++) {
        Schema branch = writer.getTypes().get(i);
        @Nullable AvroValue value = of(field, target, branch, types);
        branches[i] = value != null ? value : misfit(field, types.of(branch));
      }
      return (in, draft) -> branches[AvroType.Union.branch(in, branches.length)].read(in, draft);
    }
    if (type == Schema.Type.NULL) {
      return (in, draft) -> null;
    }
    return switch (target) {
      case STRING -> isText(type) ? new AvroText(field) : null;
      case BOOLEAN -> type == Schema.Type.BOOLEAN ? (in, draft) -> in.bool() : null;
      case LONG -> whole(field, writer);
      case DOUBLE -> degrees(type);
      case MAP -> type == Schema.Type.MAP ? texts(field, writer.getValueType(), types) : null;
      default -> null;
    };
  }

  private static boolean isText(Schema.Type type) {
    return type == Schema.Type.STRING || type == Schema.Type.BYTES;
  }

  private static @Nullable AvroValue whole(EventField field, Schema writer) {
    if (writer.getType() != Schema.Type.LONG && writer.getType() != Schema.Type.INT) {
      return null;
    }
    if (!field.path().equals(EventField.TIME)) {
      return (in, draft) -> {
        long value = in.varint();
        return value == Amount.UNKNOWN ? null : value;
      };
    }
    @Nullable String logical = writer.getProp("logicalType");
    long units =
        switch (logical == null ? "" : logical) {
          case "timestamp-micros" -> 1_000;
          case "timestamp-nanos" -> 1_000_000;
          // A time of no zone names no instant.
          case "local-timestamp-millis", "local-timestamp-micros", "local-timestamp-nanos" -> 0;
          default -> 1;
        };
    if (units == 0) {
      return null;
    }
    return (in, draft) -> {
      long millis = Math.floorDiv(in.varint(), units);
      if (millis < 0) {
        draft.fault(RejectReason.BAD_TIME, field);
      }
      return millis;
    };
  }

  private static @Nullable AvroValue degrees(Schema.Type type) {
    return switch (type) {
      case INT, LONG -> (in, draft) -> (double) in.varint();
      case FLOAT -> (in, draft) -> finite(in.float32());
      case DOUBLE -> (in, draft) -> finite(in.float64());
      default -> null;
    };
  }

  private static @Nullable Object finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static @Nullable AvroValue texts(EventField field, Schema writer, AvroType.Compiler types)
      throws UnreadableInput {
    @Nullable AvroValue text = of(field, Schema.Type.STRING, writer, types);
    if (text == null) {
      return null;
    }
    AvroType skipped = types.of(writer);
    boolean all = !field.path().equals("properties");
    return (in, draft) -> {
      Map<String, String> texts = new HashMap<>();
      long size = 0;
      for (long count = in.items(); count != 0; count = in.items()) {
        for (long i = 0; i < count; i++) {
          if (++size > draft.settings().maxKeys()) {
            draft.fault(RejectReason.LIMIT, field);
          }
          @Nullable String name = draft.text(in, field);
          if (draft.fault() != null
              || name == null
              || !(all || draft.settings().properties().contains(name))) {
            skipped.skip(in);
          } else if (text.read(in, draft) instanceof String value
              && texts.put(name, value) != null) {
            draft.fault(RejectReason.DUPLICATE_KEY, field);
          }
        }
      }
      return texts.isEmpty() ? null : texts;
    };
  }
}
