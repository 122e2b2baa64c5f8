package dev.throng.transforms.parse;

import org.jspecify.annotations.Nullable;

/** The value of one name becomes one field. */
record JsonField(EventField field, JsonKind kind) implements JsonMember {

  static JsonMember of(EventField field) {
    JsonKind kind = JsonKind.of(field);
    if (kind != JsonKind.TIME) {
      return new JsonField(field, kind);
    }
    return (in, draft) -> {
      boolean absent = in.peek() == 'n';
      @Nullable Object value = kind.read(in);
      if (value != null) {
        draft.put(field, value);
      } else if (!absent) {
        draft.badTime();
      }
    };
  }

  @Override
  public void read(JsonScanner in, JsonDraft draft) throws Rejected {
    @Nullable Object value = kind.read(in);
    if (value != null) {
      draft.put(field, value);
    }
  }
}
