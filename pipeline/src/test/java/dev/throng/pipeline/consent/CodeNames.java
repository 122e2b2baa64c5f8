package dev.throng.pipeline.consent;

/** Codes of products that do not exist, no two the same: {@code e} and letters. */
final class CodeNames {
  private static final int LETTERS = 26;
  private int next;

  CodeNames(int first) {
    next = first;
  }

  String next() {
    StringBuilder code = new StringBuilder("e");
    for (int left = next++; left > 0; left /= LETTERS) {
      code.append((char) ('a' + left % LETTERS));
    }
    return code.toString();
  }
}
