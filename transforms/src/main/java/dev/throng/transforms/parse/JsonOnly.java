package dev.throng.transforms.parse;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;

/**
 * A list whose one element tells something: of several, nobody could say which of them the event is
 * about, so they tell nothing.
 *
 * @param element reads an element
 * @param claims what an element may set
 */
record JsonOnly(JsonMember element, List<Claim> claims) implements JsonMember {

  @Override
  public void read(JsonInput in, Draft draft) throws IOException, Rejected {
    if (in.token() != JsonToken.START_ARRAY) {
      JsonMember.skip(in);
      return;
    }
    int elements = 0;
    while (in.next() != JsonToken.END_ARRAY) {
      (elements++ == 0 ? element : SKIPPED).read(in, draft);
    }
    if (elements > 1) {
      claims.forEach(claim -> draft.retract(claim.field(), claim.rank()));
    }
  }

  /** A field, and which of its sources one is. */
  record Claim(EventField field, int rank) {}
}
