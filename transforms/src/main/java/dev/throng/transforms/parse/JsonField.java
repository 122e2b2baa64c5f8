package dev.throng.transforms.parse;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The value of one name becomes one field.
 *
 * @param rank which of the field's sources it is, from 0: that of the lowest rank counts
 */
record JsonField(EventField field, JsonKind kind, int rank) implements JsonMember {

  static JsonMember of(EventField field) {
    return new JsonField(field, JsonKind.of(field), 0);
  }

  @Override
  public void read(JsonInput in, Draft draft) throws IOException, Rejected {
    boolean absent = in.token() == JsonToken.VALUE_NULL;
    @Nullable Object value = kind.read(in);
    if (value != null) {
      draft.put(field, value, rank);
    } else if (!absent && kind.isTime()) {
      draft.badTime();
    }
  }
}
