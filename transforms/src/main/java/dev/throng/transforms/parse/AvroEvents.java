package dev.throng.transforms.parse;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Sink;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of one writer's schema as events. A field is found by its name; what the event does
 * not have, or nobody wants, is skipped; what the writer does not have is null.
 */
final class AvroEvents {

  /** One field of the writer's. */
  private static final class Part {
    /** No byte. */
    private static final int NEVER = 1 << Byte.SIZE;

    private final int index;
    private final boolean union;
    private final int none;
    private final @Nullable AvroValue[] values;

    /**
     * @param index which field of the event it is; of what is skipped, any
     * @param union whether a branch stands before the value
     * @param values what reads the value, by its branch; null where there is nothing to read, as in
     *     most fields of most events: it must not cost a call
     */
    Part(int index, boolean union, List<@Nullable AvroValue> values) {
      this.index = index;
      this.union = union;
      int empty = values.indexOf(null);
      this.none = union && empty >= 0 && empty < 64 ? 2 * empty : NEVER;
      this.values = values.toArray(AvroValue[]::new);
    }

    void read(AvroBytes in, AvroDraft draft) throws Rejected {
      if (in.passes(none)) {
        return;
      }
      int branch = union ? AvroType.Union.branch(in, values.length) : 0;
      @Nullable AvroValue value = values[branch];
      if (value == null) {
        return;
      }
      // Most of what there is is text: its class is known here, which saves a search for the
      // method.
      @Nullable Object read =
          value instanceof AvroText text
              ? text.read(in, draft)
              : value instanceof AvroType.Text skipped
                  ? skipped.read(in, draft)
                  : value.read(in, draft);
      if (read != null) {
        draft.event().put(index, read);
      }
    }
  }

  private final Part[] parts;
  private final AvroDraft draft;
  private final int maxRecordBytes;
  private boolean tooLarge;

  private AvroEvents(Part[] parts, ParseSettings settings) {
    this.parts = parts;
    draft = new AvroDraft(settings);
    maxRecordBytes = settings.maxRecordBytes();
  }

  /**
   * @throws UnreadableInput if the schema does not resolve to {@code IdentifiedEvent}, is
   *     recursive, or its records take no bytes
   */
  static AvroEvents of(Schema writer, ParseSettings settings) throws UnreadableInput {
    if (writer.getType() != Schema.Type.RECORD) {
      throw new UnreadableInput("the Avro schema is not that of a record");
    }
    AvroType.Compiler types = new AvroType.Compiler();
    if (types.of(writer).empty()) {
      throw new UnreadableInput("records of the Avro schema take no bytes");
    }
    List<Part> parts = new ArrayList<>();
    for (Schema.Field field : writer.getFields()) {
      parts.add(part(field, settings, types));
    }
    return new AvroEvents(parts.toArray(Part[]::new), settings);
  }

  private static Part part(Schema.Field writer, ParseSettings settings, AvroType.Compiler types)
      throws UnreadableInput {
    Schema.@Nullable Field reader = IdentifiedEvent.getClassSchema().getField(writer.name());
    @Nullable EventField field = reader == null ? null : EventField.all().get(reader.pos());
    boolean union = writer.schema().getType() == Schema.Type.UNION;
    List<Schema> branches = union ? writer.schema().getTypes() : List.of(writer.schema());
    List<@Nullable AvroValue> values = new ArrayList<>();
    boolean resolves = field == null || union;
    for (Schema branch : branches) {
      AvroType skipped = types.of(branch);
      @Nullable AvroValue value =
          field == null ? skipped : AvroValue.of(field, field.type(), branch, types);
      resolves |= value != null;
      if (field != null && !field.wantedBy(settings)) {
        value = skipped;
      } else if (field != null && value == null) {
        value = AvroValue.misfit(field, skipped);
      }
      values.add(branch.getType() == Schema.Type.NULL ? null : value);
    }
    if (!resolves) {
      throw new UnreadableInput("the Avro schema does not resolve at " + writer.name());
    }
    return new Part(field == null ? 0 : field.index(), union, values);
  }

  /**
   * Reads one record.
   *
   * @throws Rejected if the bytes are no record, so that nobody knows where the next one starts
   */
  void read(AvroBytes in) throws Rejected {
    draft.reset();
    int start = in.at();
    for (Part part : parts) {
      part.read(in, draft);
    }
    tooLarge = in.at() - start > maxRecordBytes;
  }

  /** Tells the sink what became of the record that was read last. */
  void tell(Sink<? super IdentifiedEvent> sink) {
    IdentifiedEvent event = draft.event();
    @Nullable RejectReason fault = draft.fault();
    if (tooLarge) {
      sink.reject(RejectReason.TOO_LARGE);
    } else if (fault != null) {
      sink.reject(fault, draft.faultAt());
    } else if (event.getEventType() == null || event.getEventType().isEmpty()) {
      sink.reject(RejectReason.MISSING_FIELD, EventField.TYPE);
    } else if (event.getEventTime() == null) {
      sink.reject(RejectReason.MISSING_FIELD, EventField.TIME);
    } else {
      sink.keep(event);
    }
  }
}
