package dev.throng.transforms.parse;

import com.fasterxml.jackson.core.JsonToken;
import dev.throng.transforms.step.RejectReason;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One object, or a list of objects, of which each says by one member what another one holds, as in
 * {@code {"key": "page_title", "value": {...}}}, in whatever order the two stand.
 */
final class JsonKeyed implements JsonMember {

  private final Names names;
  private final Map<String, JsonMember> members;
  private final JsonInput again;

  /**
   * How the two are called.
   *
   * @param key the name of the one that says what the other is
   * @param value the name of the other
   * @param inner names within the other, of which one holds it; none where it is the value itself
   * @param canonical makes of a key what a mapping calls it; "" where it cannot be one
   */
  record Names(String key, String value, List<String> inner, UnaryOperator<String> canonical) {}

  JsonKeyed(Names names, Map<String, JsonMember> members, ParseSettings settings) {
    this.names = names;
    this.members = members;
    this.again = new JsonInput(settings);
  }

  @Override
  public void read(JsonInput in, Draft draft) throws IOException, Rejected {
    switch (in.token()) {
      case START_OBJECT -> element(in, draft);
      case START_ARRAY -> {
        while (in.next() != JsonToken.END_ARRAY) {
          if (in.token() == JsonToken.START_OBJECT) {
            element(in, draft);
          } else {
            JsonMember.skip(in);
          }
        }
      }
      default -> {}
    }
  }

  private void element(JsonInput in, Draft draft) throws IOException, Rejected {
    @Nullable JsonMember member = null;
    boolean keyed = false;
    boolean valued = false;
    int from = -1;
    int to = -1;
    @Nullable Set<String> others = null;
    while (in.nextName()) {
      String name = in.name();
      if (name.equals(names.key)) {
        once(keyed, in);
        keyed = true;
        boolean text = in.next() == JsonToken.VALUE_STRING;
        member = text ? members.get(names.canonical.apply(in.text())) : null;
        if (member == null) {
          draft.unknown();
          member = SKIPPED;
        }
        JsonMember.skip(in);
      } else if (name.equals(names.value)) {
        once(valued, in);
        valued = true;
        in.next();
        if (member != null) {
          member.read(in, draft);
        } else {
          from = in.token().isStructStart() ? in.start() : -1;
          JsonMember.skip(in);
          to = in.position();
        }
      } else {
        others = others == null ? new HashSet<>() : others;
        in.unknownName(others);
        in.next();
        UNKNOWN.read(in, draft);
      }
    }
    if (member != null && from >= 0) {
      readAgain(in.bytes(), from, to, member, draft);
    }
  }

  private static void once(boolean seen, JsonInput in) throws Rejected {
    if (seen) {
      throw in.reject(RejectReason.DUPLICATE_KEY);
    }
  }

  /** What the value is, was said behind it. */
  private void readAgain(byte[] bytes, int from, int to, JsonMember member, Draft draft)
      throws IOException, Rejected {
    try {
      again.open(bytes, from, to - from);
      again.next();
      member.read(again, draft);
    } finally {
      again.close();
    }
  }
}
