package dev.throng.transforms.pseudonymize.agent;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Words of which a text must hold at least one if a regular expression is to match anywhere in it.
 * Searching for words takes a thirtieth of the time that most rules of uap-core take to fail, and
 * nearly all of them fail. Errs on the side of no words, where the rule itself has to be asked.
 */
final class RequiredWords {

  /** More words than these are no quicker than the rule. */
  private static final int MOST = 200;

  private final String regex;
  private int at;

  private RequiredWords(String regex) {
    this.regex = regex;
  }

  /** The words, or an empty list if none can be told. They are as the expression spells them. */
  static List<String> of(String regex) {
    try {
      RequiredWords words = new RequiredWords(regex);
      List<String> found = words.alternatives();
      return found == null || words.at < regex.length() ? List.of() : List.copyOf(found);
    } catch (UnsupportedOperationException | IndexOutOfBoundsException e) {
      return List.of(); // it speaks of something that is not understood here
    }
  }

  /** What one of several sequences needs: all that each of them needs. */
  private @Nullable List<String> alternatives() {
    List<String> all = new ArrayList<>();
    boolean known = true;
    while (true) {
      List<String> one = sequence();
      if (one == null) {
        known = false;
      } else {
        all.addAll(one);
      }
      if (at == regex.length() || regex.charAt(at) == ')') {
        return known && all.size() <= MOST ? all : null;
      }
      at++; // the bar
    }
  }

  /** What a sequence needs: the best of its runs of letters and of its groups. */
  private @Nullable List<String> sequence() {
    List<String> best = null;
    StringBuilder run = new StringBuilder();
    while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
      char c = regex.charAt(at);
      if (c == '(') {
        best = better(best, List.of(run.toString()));
        run.setLength(0);
        List<String> inner = group();
        if (quantifier() > 0) {
          best = better(best, inner);
        }
        continue;
      }
      String letter = atom(c);
      int before = at;
      int least = quantifier();
      if (letter != null && least > 0) {
        run.append(letter);
      }
      if (letter == null || before != at) {
        best = better(best, List.of(run.toString()));
        run.setLength(0);
      }
    }
    return better(best, List.of(run.toString()));
  }

  private @Nullable List<String> group() {
    at++;
    boolean asserts = false;
    if (regex.charAt(at) == '?') {
      boolean behind = regex.charAt(at + 1) == '<';
      at += behind ? 2 : 1;
      char kind = regex.charAt(at++);
      asserts = kind == '!' || kind == '=';
      if (!asserts && (behind || kind != ':')) {
        throw new UnsupportedOperationException();
      }
    }
    List<String> inner = alternatives();
    if (regex.charAt(at) != ')') {
      throw new UnsupportedOperationException();
    }
    at++;
    return asserts ? null : inner;
  }

  /** The letter that comes next, or null if it is one of several or none. */
  private @Nullable String atom(char c) {
    at++;
    switch (c) {
      case '[' -> {
        skipClass();
        return null;
      }
      case '.', '^', '$' -> {
        return null;
      }
      case '\\' -> {
        char escaped = regex.charAt(at++);
        if ("dDwWsSbB".indexOf(escaped) >= 0) {
          return null;
        }
        if (Character.isLetterOrDigit(escaped)) {
          throw new UnsupportedOperationException();
        }
        return String.valueOf(escaped);
      }
      case '*', '+', '?', '{' -> throw new UnsupportedOperationException();
      default -> {
        return String.valueOf(c);
      }
    }
  }

  private void skipClass() {
    if (regex.charAt(at) == '^') {
      at++;
    }
    if (regex.charAt(at) == ']' || regex.indexOf("&&", at) >= 0) {
      throw new UnsupportedOperationException();
    }
    while (regex.charAt(at) != ']') {
      if (regex.charAt(at) == '[') {
        throw new UnsupportedOperationException();
      }
      at += regex.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
  }

  /** How often at least; skips the quantifier, if there is one. */
  private int quantifier() {
    if (at == regex.length()) {
      return 1;
    }
    int least;
    switch (regex.charAt(at)) {
      case '?', '*' -> least = 0;
      case '+' -> least = 1;
      case '{' -> {
        least = regex.charAt(at + 1) == '0' ? 0 : 1;
        at = regex.indexOf('}', at);
      }
      default -> {
        return 1;
      }
    }
    at++;
    if (at < regex.length() && (regex.charAt(at) == '?' || regex.charAt(at) == '+')) {
      at++;
    }
    return least;
  }

  /** The one whose shortest word is longer; words of one letter or none are no words. */
  private static @Nullable List<String> better(
      @Nullable List<String> one, @Nullable List<String> other) {
    return shortest(other) > Math.max(1, shortest(one)) ? other : one;
  }

  private static int shortest(@Nullable List<String> words) {
    int shortest = words == null || words.isEmpty() ? 0 : Integer.MAX_VALUE;
    if (words != null) {
      for (String word : words) {
        shortest = Math.min(shortest, word.length());
      }
    }
    return shortest;
  }
}
