package dev.throng.transforms.consent.signal;

import java.util.Random;

/** Damages texts. */
final class Mutation {
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final String OTHERS = ".~=+/ \u0000%{}\u00e9\u4e2d";

  private Mutation() {}

  /** The text with one to three letters changed, added or gone, or a piece of it cut or doubled. */
  static String of(Random random, String text) {
    StringBuilder mutated = new StringBuilder(text);
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int at = random.nextInt(mutated.length() + 1);
      String letters = random.nextInt(8) == 0 ? OTHERS : LETTERS;
      char letter = letters.charAt(random.nextInt(letters.length()));
      switch (random.nextInt(6)) {
        case 0 -> mutated.setLength(at);
        case 1 -> mutated.insert(at, letter);
        case 2 -> mutated.insert(at, mutated.substring(random.nextInt(at + 1), at));
        default -> {
          if (at < mutated.length()) {
            mutated.setCharAt(at, letter);
          }
        }
      }
    }
    return mutated.toString();
  }
}
