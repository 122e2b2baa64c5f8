package dev.throng.transforms.parse;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An object of any names becomes a map of texts; what is nested in it is left out. */
record JsonTexts(EventField field, Predicate<String> keeps) implements JsonMember {

  @Override
  public void read(JsonScanner in, JsonDraft draft) throws Rejected {
    if (in.peek() != '{') {
      in.skip();
      return;
    }
    int mark = in.open();
    @Nullable Map<String, String> texts = null;
    if (!in.isEmpty('}')) {
      do {
        in.name();
        in.unknownName(mark);
        String name = in.nameText();
        if (!keeps.test(name)) {
          in.skip();
          continue;
        }
        @Nullable String text = scalar(in);
        if (text != null) {
          texts = texts == null ? new HashMap<>() : texts;
          texts.put(name, text);
        }
      } while (in.more('}'));
    }
    in.close(mark);
    if (texts != null) {
      draft.put(field, texts);
    }
  }

  private static @Nullable String scalar(JsonScanner in) throws Rejected {
    switch (in.peek()) {
      case '"' -> {
        in.string();
        return in.text();
      }
      case 't' -> {
        in.literal();
        return "true";
      }
      case 'f' -> {
        in.literal();
        return "false";
      }
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
        in.number();
        return in.numberText();
      }
      default -> {
        in.skip();
        return null;
      }
    }
  }
}
