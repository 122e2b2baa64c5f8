package dev.throng.transforms.parse;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** What is done with the value of one known name. */
interface JsonMember {

  /** The value of a name that nobody wants: it has to be well-formed all the same. */
  JsonMember SKIPPED = (in, draft) -> skip(in);

  /** The value of a name that the format does not know. */
  JsonMember UNKNOWN =
      (in, draft) -> {
        draft.unknown();
        skip(in);
      };

  /** Reads the value at hand, whatever it is, to its end, into the event of the draft. */
  void read(JsonInput in, Draft draft) throws IOException, Rejected;

  /** Goes to the end of the value at hand. Strings that stand in it are not decoded. */
  static void skip(JsonInput in) throws IOException, Rejected {
    switch (in.token()) {
      case START_OBJECT -> {
        Set<String> seen = new HashSet<>();
        while (in.nextName()) {
          in.unknownName(seen);
          in.next();
          skip(in);
        }
      }
      case START_ARRAY -> {
        while (in.next() != JsonToken.END_ARRAY) {
          skip(in);
        }
      }
      default -> {}
    }
  }
}
