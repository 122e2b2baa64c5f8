package dev.throng.transforms.parse;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** A value, or each of a list of such values. */
record JsonEach(JsonMember member) implements JsonMember {

  @Override
  public void read(JsonInput in, Draft draft) throws IOException, Rejected {
    if (in.token() != JsonToken.START_ARRAY) {
      member.read(in, draft);
      return;
    }
    while (in.next() != JsonToken.END_ARRAY) {
      member.read(in, draft);
    }
  }
}
