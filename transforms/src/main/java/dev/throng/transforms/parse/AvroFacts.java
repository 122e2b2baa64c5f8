package dev.throng.transforms.parse;

import dev.throng.schemas.LedgerFact;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of one writer's schema as facts. A field is found by its name: those of a line of
 * JSON, with {@code subject} a record of {@code type} and {@code id}, or flat, as {@code
 * subject_type} and {@code subject_id}. What else there is is skipped.
 */
final class AvroFacts implements AvroRecords.Form {
  private static final String SUBJECT = "subject";
  private static final String TYPE = "subject_type";
  private static final String ID = "subject_id";

  private interface Part {
    void read(AvroBytes in) throws Rejected;
  }

  private final List<Part> parts = new ArrayList<>();
  private final LedgerFact fact = new LedgerFact();

  /** Whether all that was read so far could be understood. */
  private boolean understood;

  /** Whether a record has said twice whom it is about, so that nobody knows which of them. */
  private boolean twice;

  private AvroFacts() {}

  /**
   * @throws UnreadableInput if records of that schema cannot say whom they are about, or take no
   *     bytes, or it is recursive
   */
  static AvroFacts of(Schema writer) throws UnreadableInput {
    if (writer.getType() != Schema.Type.RECORD) {
      throw new UnreadableInput("the Avro schema is not that of a record");
    }
    AvroType.Compiler types = new AvroType.Compiler();
    if (types.of(writer).empty()) {
      throw new UnreadableInput("records of the Avro schema take no bytes");
    }
    if (writer.getField(SUBJECT) == null
        && (writer.getField(TYPE) == null || writer.getField(ID) == null)) {
      throw new UnreadableInput("the Avro schema has neither subject nor subject_type, subject_id");
    }
    AvroFacts facts = new AvroFacts();
    for (Schema.Field field : writer.getFields()) {
      facts.parts.add(
          field.name().equals(SUBJECT)
              ? facts.subject(field.schema(), types)
              : facts.part(field.name(), field.schema(), types));
    }
    return facts;
  }

  private Part subject(Schema writer, AvroType.Compiler types) throws UnreadableInput {
    switch (writer.getType()) {
      case RECORD -> {
        Part[] members = new Part[writer.getFields().size()];
        for (Schema.Field field : writer.getFields()) {
          members[field.pos()] = part(SUBJECT + "_" + field.name(), field.schema(), types);
        }
        return in -> {
          for (Part member : members) {
            member.read(in);
          }
        };
      }
      case UNION -> {
        Part[] branches = new Part[writer.getTypes().size()];
        for (int i = 0; i < branches.length; i++) {
          branches[i] = subject(writer.getTypes().get(i), types);
        }
        return in -> branches[AvroType.Union.branch(in, branches.length)].read(in);
      }
      default -> {
        AvroType skipped = types.of(writer);
        return skipped::skip;
      }
    }
  }

  private Part part(String name, Schema writer, AvroType.Compiler types) throws UnreadableInput {
    return switch (name) {
      case TYPE -> value(AvroFactValue.Kind.TEXT, writer, types, this::subjectType);
      case ID -> value(AvroFactValue.Kind.IDENTIFIER, writer, types, this::subjectId);
      case "purpose" ->
          value(AvroFactValue.Kind.TEXT, writer, types, v -> fact.setPurpose((String) v));
      case "state" -> value(AvroFactValue.Kind.TEXT, writer, types, v -> fact.setState((String) v));
      case "effective_at" ->
          value(AvroFactValue.Kind.TIME, writer, types, v -> fact.setEffectiveAt((Long) v));
      case "recorded_at" ->
          value(AvroFactValue.Kind.TIME, writer, types, v -> fact.setRecordedAt((Long) v));
      case "policy_version" ->
          value(AvroFactValue.Kind.TEXT, writer, types, v -> fact.setPolicyVersion((String) v));
      default -> {
        AvroType skipped = types.of(writer);
        yield skipped::skip;
      }
    };
  }

  private interface Taker {
    void take(@Nullable Object value);
  }

  private Part value(AvroFactValue.Kind kind, Schema writer, AvroType.Compiler types, Taker taker)
      throws UnreadableInput {
    AvroFactValue value = AvroFactValue.of(kind, writer, types);
    return in -> {
      @Nullable Object read = value.read(in);
      if (read == AvroFactValue.MISFIT) {
        understood = false;
      } else if (read != null) {
        taker.take(read);
      }
    };
  }

  private void subjectType(@Nullable Object type) {
    twice |= fact.getSubjectType() != null;
    fact.setSubjectType((String) type);
  }

  private void subjectId(@Nullable Object id) {
    twice |= fact.getSubjectId() != null;
    fact.setSubjectId((String) id);
  }

  @Override
  public void read(AvroBytes in) throws Rejected {
    fact.setSubjectType(null);
    fact.setSubjectId(null);
    fact.setPurpose(null);
    fact.setState(null);
    fact.setEffectiveAt(null);
    fact.setRecordedAt(null);
    fact.setPolicyVersion(null);
    fact.setWhole(false);
    understood = true;
    twice = false;
    for (Part part : parts) {
      part.read(in);
    }
    fact.setWhole(understood);
  }

  /** Whether the record that was read last, if only in part, says whom it is about. */
  boolean hasSubject() {
    return fact.getSubjectType() != null && fact.getSubjectId() != null && !twice;
  }

  /** Tells the sink what the record that was read last, if only in part, says. */
  void tell(FactSink sink) {
    if (hasSubject()) {
      sink.fact(fact);
    } else {
      sink.unreadable();
    }
  }
}
