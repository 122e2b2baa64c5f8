package dev.throng.transforms.parse;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The value of one name becomes one field. */
record JsonField(EventField field, JsonKind kind) implements JsonMember {

  static JsonMember of(EventField field) {
    JsonKind kind = JsonKind.of(field);
    if (kind != JsonKind.TIME) {
      return new JsonField(field, kind);
    }
    return (in, draft) -> {
      boolean absent = in.token() == JsonToken.VALUE_NULL;
      @Nullable Object value = kind.read(in);
      if (value != null) {
        draft.put(field, value);
      } else if (!absent) {
        draft.badTime();
      }
    };
  }

  @Override
  public void read(JsonInput in, JsonDraft draft) throws IOException, Rejected {
    @Nullable Object value = kind.read(in);
    if (value != null) {
      draft.put(field, value);
    }
  }
}
