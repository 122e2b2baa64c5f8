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

  private interface Part {
    void read(AvroBytes in, AvroDraft draft) throws Rejected;
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
    AvroType skipped = types.of(writer.schema());
    if (reader == null) {
      return (in, draft) -> skipped.skip(in);
    }
    EventField field = EventField.all().get(reader.pos());
    @Nullable AvroValue value = AvroValue.of(field, field.type(), writer.schema(), types);
    if (value == null) {
      throw new UnreadableInput("the Avro schema does not resolve at " + reader.name());
    }
    if (!field.wantedBy(settings)) {
      return (in, draft) -> skipped.skip(in);
    }
    return (in, draft) -> draft.event().put(field.index(), value.read(in, draft));
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
