package dev.throng.transforms.parse;

import com.fasterxml.jackson.core.JsonToken;
import dev.throng.transforms.step.RejectReason;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
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

  private static final int MOST_REMEMBERED = 1_000;

  private final Names names;
  private final Map<String, JsonMember> members;
  private final ParseSettings settings;

  /** By keys as they stand in records. */
  private final Map<String, JsonMember> remembered = new HashMap<>();

  /** What reads values again, and is not in use. */
  private final Deque<JsonInput> idle = new ArrayDeque<>();

  /**
   * How the two are called.
   *
   * @param key the name of the one that says what the other is
   * @param value the name of the other
   * @param inner names within the other, of which one holds it; none where it is the value itself
   * @param envelopes keys of what holds such objects in turn
   * @param canonical makes of a key what a mapping calls it; "" where it cannot be one
   */
  record Names(
      String key,
      String value,
      List<String> inner,
      Set<String> envelopes,
      UnaryOperator<String> canonical) {
    Names {
      inner = List.copyOf(inner);
      envelopes = Set.copyOf(envelopes);
    }
  }

  JsonKeyed(Names names, Map<String, JsonMember> members, ParseSettings settings) {
    this.names = names;
    this.members = members;
    this.settings = settings;
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
        in.next();
        member = in.token() == JsonToken.VALUE_STRING ? keyed(in.text()) : UNKNOWN;
        if (member == UNKNOWN) {
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

  /** What is done with a value of that key. */
  private JsonMember keyed(String key) {
    @Nullable JsonMember known = remembered.get(key);
    if (known != null) {
      return known;
    }
    String name = names.canonical.apply(key);
    JsonMember member = names.envelopes.contains(name) ? this : members.getOrDefault(name, UNKNOWN);
    if (remembered.size() < MOST_REMEMBERED) {
      remembered.put(key, member);
    }
    return member;
  }

  /** What the value is, was said behind it. */
  private void readAgain(byte[] bytes, int from, int to, JsonMember member, Draft draft)
      throws IOException, Rejected {
    JsonInput again = idle.isEmpty() ? new JsonInput(settings) : idle.pop();
    try {
      again.open(bytes, from, to - from);
      again.next();
      member.read(again, draft);
    } finally {
      again.close();
      idle.push(again);
    }
  }
}
