package dev.throng.transforms.parse;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An object of any names becomes a map of texts; what is nested in it is left out. */
record JsonTexts(EventField field, Predicate<String> keeps) implements JsonMember {

  @Override
  public void read(JsonInput in, Draft draft) throws IOException, Rejected {
    if (in.token() != JsonToken.START_OBJECT) {
      JsonMember.skip(in);
      return;
    }
    Set<String> seen = new HashSet<>();
    @Nullable Map<String, String> texts = null;
    while (in.nextName()) {
      in.unknownName(seen);
      String name = in.name();
      in.next();
      @Nullable String text = keeps.test(name) ? scalar(in) : null;
      if (text != null) {
        texts = texts == null ? new HashMap<>() : texts;
        texts.put(name, text);
      }
      JsonMember.skip(in);
    }
    if (texts != null) {
      draft.put(field, texts);
    }
  }

  private static @Nullable String scalar(JsonInput in) throws IOException {
    return switch (in.token()) {
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> in.text();
      default -> null;
    };
  }
}
