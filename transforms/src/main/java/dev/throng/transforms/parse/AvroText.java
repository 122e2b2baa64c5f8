package dev.throng.transforms.parse;

import org.jspecify.annotations.Nullable;

/** Reads strings, or bytes of UTF-8, as the text of a field. */
record AvroText(EventField field) implements AvroValue {
  @Override
  public @Nullable Object read(AvroBytes in, AvroDraft draft) throws Rejected {
    return draft.text(in, field);
  }
}
