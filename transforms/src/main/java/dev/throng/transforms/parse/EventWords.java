package dev.throng.transforms.parse;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a format calls the types of events. A name that it does not have, written in lower case with
 * underscores, is a type itself, if it is one of Throng's: whether it is, is seen where the event
 * is treated.
 */
final class EventWords {

  private static final int LONGEST = 64;
  private static final String OTHER = "other";

  private final Map<String, String> types = new HashMap<>();
  private final Map<String, String> spelled = new HashMap<>();

  private EventWords() {}

  /** Words in pairs: a name, and the type that it stands for. */
  static EventWords of(String... namesAndTypes) {
    EventWords words = new EventWords();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      words.spelled.put(namesAndTypes[i], namesAndTypes[i + 1]);
      words.types.put(plain(namesAndTypes[i]), namesAndTypes[i + 1]);
    }
    return words;
  }

  /** The type that a name stands for; {@code other} for one that stands for none. */
  String typeOf(String name) {
    String type = spelled.get(name);
    if (type != null) {
      return type;
    }
    if (name.length() > LONGEST) {
      return OTHER;
    }
    String plain = plain(name);
    return plain.isEmpty() ? OTHER : types.getOrDefault(plain, plain);
  }

  /** Whether every name of a type has the type's own letters in it, whatever their case. */
  boolean isMentioned(String type) {
    return type.indexOf('_') < 0
        && spelled.entrySet().stream()
            .filter(each -> each.getValue().equals(type))
            .allMatch(each -> each.getKey().toLowerCase(Locale.ROOT).contains(type));
  }

  /** What it does, as the end of a sentence. */
  String about() {
    StringBuilder about = new StringBuilder("by name: ");
    spelled.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            each ->
                about
                    .append('`')
                    .append(each.getKey())
                    .append("` is ")
                    .append(each.getValue())
                    .append(", "));
    return about.append("others by their own name, in lower case with underscores").toString();
  }

  private static boolean isPlain(String name) {
    boolean between = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '_' && !between) {
        between = true;
      } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        between = false;
      } else {
        return false;
      }
    }
    return !between;
  }

  /** ASCII letters in lower case and digits, and one underscore for all that is between them. */
  private static String plain(String name) {
    if (isPlain(name)) {
      return name;
    }
    StringBuilder plain = new StringBuilder(name.length());
    boolean between = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      char lower = c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
      if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9')) {
        if (between && plain.length() > 0) {
          plain.append('_');
        }
        plain.append(lower);
        between = false;
      } else {
        between = true;
      }
    }
    return plain.toString();
  }
}
