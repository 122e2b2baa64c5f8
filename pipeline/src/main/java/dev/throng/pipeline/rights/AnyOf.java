package dev.throng.pipeline.rights;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks for any of many words in a text, in one go over it: how many they are hardly matters, but
 * for those of fewer than four characters. Many threads may ask it.
 */
final class AnyOf {
  /** As many characters as a long holds. */
  private static final int HEAD = 4;

  private final List<String> brief = new ArrayList<>();

  /** The others by their first characters, then by their length. */
  private final Map<Long, Map<Integer, Set<String>>> byHead = new HashMap<>();

  AnyOf(Collection<String> words) {
    for (String word : words) {
      if (word.length() < HEAD) {
        brief.add(word);
      } else {
        long head = 0;
        for (int i = 0; i < HEAD; i++) {
          head = head << 16 | word.charAt(i);
        }
        byHead
            .computeIfAbsent(head, key -> new HashMap<>())
            .computeIfAbsent(word.length(), key -> new HashSet<>())
            .add(word);
      }
    }
  }

  /** Whether one of them stands anywhere in it, character by character. */
  boolean isIn(String text) {
    if (brief.stream().anyMatch(text::contains)) {
      return true;
    }
    long head = 0;
    for (int end = 1; end <= text.length(); end++) {
      head = head << 16 | text.charAt(end - 1);
      Map<Integer, Set<String>> here = end < HEAD ? null : byHead.get(head);
      if (here != null && isAt(text, end - HEAD, here)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAt(String text, int start, Map<Integer, Set<String>> words) {
    for (Map.Entry<Integer, Set<String>> ofLength : words.entrySet()) {
      int end = start + ofLength.getKey();
      if (end <= text.length() && ofLength.getValue().contains(text.substring(start, end))) {
        return true;
      }
    }
    return false;
  }
}
