package dev.throng.transforms.parse;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is made of one field of a source. */
sealed interface Use {

  /** The fields that it may set, each with its rank among their sources. */
  List<JsonOnly.Claim> claims();

  /** Whether it takes a whole value of JSON, not a scalar. */
  default boolean structured() {
    return false;
  }

  /** Makes something of a value of JSON. */
  JsonMember json(ParseSettings settings);

  /** Makes something of a text, such as a cell of a table. */
  CellMember cell(ParseSettings settings);

  /** What is done with one cell, which is not empty. */
  interface CellMember {
    void read(Scalar cell, Draft draft) throws IOException;
  }

  /** Makes a value of a field, or null, of a scalar that is not null. */
  @FunctionalInterface
  interface Reading {
    @Nullable Object of(Scalar in) throws IOException;
  }

  /** Sets a field as its kind is read. */
  record Field(EventField field, JsonKind kind, int rank) implements Use {
    @Override
    public List<JsonOnly.Claim> claims() {
      return List.of(new JsonOnly.Claim(field, rank));
    }

    @Override
    public JsonMember json(ParseSettings settings) {
      return field.wantedBy(settings) ? new JsonField(field, kind, rank) : JsonMember.SKIPPED;
    }

    @Override
    public CellMember cell(ParseSettings settings) {
      return (cell, draft) -> {
        @Nullable Object value = kind.ofString(cell);
        if (value != null) {
          draft.put(field, value, rank);
        } else if (kind.isTime()) {
          draft.badTime();
        }
      };
    }
  }

  /** Sets a field to what is made of a scalar. */
  record Read(EventField field, Reading reading, int rank) implements Use {
    @Override
    public List<JsonOnly.Claim> claims() {
      return List.of(new JsonOnly.Claim(field, rank));
    }

    @Override
    public JsonMember json(ParseSettings settings) {
      return scalar(field, settings, cell(settings));
    }

    @Override
    public CellMember cell(ParseSettings settings) {
      return (cell, draft) -> {
        @Nullable Object value = reading.of(cell);
        if (value != null) {
          draft.put(field, value, rank);
        }
      };
    }
  }

  /** Sets a field to two texts that stand in two fields of the source. */
  record Half(EventField field, int pair, boolean second, String between, int rank) implements Use {
    @Override
    public List<JsonOnly.Claim> claims() {
      return List.of(new JsonOnly.Claim(field, rank));
    }

    @Override
    public JsonMember json(ParseSettings settings) {
      return scalar(field, settings, cell(settings));
    }

    @Override
    public CellMember cell(ParseSettings settings) {
      return (cell, draft) -> {
        @Nullable String both = draft.half(pair, second, cell.text(), between);
        if (both != null) {
          draft.put(field, both, rank);
        }
      };
    }
  }

  /** Has a whole value of JSON read by whoever knows it. */
  record Structure(JsonMember member) implements Use {
    @Override
    public List<JsonOnly.Claim> claims() {
      return List.of();
    }

    @Override
    public boolean structured() {
      return true;
    }

    @Override
    public JsonMember json(ParseSettings settings) {
      return member;
    }

    @Override
    public CellMember cell(ParseSettings settings) {
      throw new IllegalStateException("a cell of JSON is opened first");
    }
  }

  /** Has an object read as an event of {@code throng-json}. */
  record Event(String source) implements Use {
    @Override
    public List<JsonOnly.Claim> claims() {
      return List.of();
    }

    @Override
    public boolean structured() {
      return true;
    }

    @Override
    public JsonMember json(ParseSettings settings) {
      return JsonSection.record(settings, source);
    }

    @Override
    public CellMember cell(ParseSettings settings) {
      throw new IllegalStateException("a cell of JSON is opened first");
    }
  }

  /** Keeps a scalar as a property, if the policy names it. */
  record Property() implements Use {
    @Override
    public List<JsonOnly.Claim> claims() {
      return List.of();
    }

    @Override
    public JsonMember json(ParseSettings settings) {
      Predicate<String> keeps = settings.properties()::contains;
      return (in, draft) -> {
        if (keeps.test(in.name())
            && in.token().isScalarValue()
            && in.token() != JsonToken.VALUE_NULL) {
          draft.property(in.name(), in.text());
        } else {
          JsonMember.skip(in);
        }
      };
    }

    @Override
    public CellMember cell(ParseSettings settings) {
      throw new IllegalStateException("a table has no rest");
    }
  }

  /** Makes nothing of it. */
  record Dropped() implements Use {
    @Override
    public List<JsonOnly.Claim> claims() {
      return List.of();
    }

    @Override
    public JsonMember json(ParseSettings settings) {
      return JsonMember.SKIPPED;
    }

    @Override
    public CellMember cell(ParseSettings settings) {
      return (cell, draft) -> {};
    }
  }

  private static JsonMember scalar(EventField field, ParseSettings settings, CellMember cell) {
    if (!field.wantedBy(settings)) {
      return JsonMember.SKIPPED;
    }
    return (in, draft) -> {
      if (!in.token().isScalarValue()) {
        JsonMember.skip(in);
      } else if (in.token() != JsonToken.VALUE_NULL) {
        cell.read(in, draft);
      }
    };
  }
}
