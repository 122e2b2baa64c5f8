package dev.throng.transforms.consent.waiting;

/** What the ledger said on each event of a slot, and how often; an open table of numbers. */
final class AnswerTable {
  private static final int FIRST = 256;
  private static final byte USED = -1;

  private long[] references = new long[FIRST];
  private int[] words = new int[FIRST];
  private byte[] counts = new byte[FIRST];
  private int size;
  private int used;

  /** Adds an answer. */
  void add(long reference, int word) {
    int at = at(reference);
    if (counts[at] == 0) {
      references[at] = reference;
      size++;
    }
    words[at] |= word;
    counts[at]++;
    if (2 * size > references.length) {
      grow();
    }
  }

  /** Whether an event has that many answers. */
  boolean has(long reference, int asked) {
    return counts[at(reference)] == asked;
  }

  /** The merged word of an event that has its answers; they are used then. */
  int use(long reference) {
    int at = at(reference);
    counts[at] = USED;
    used++;
    return words[at];
  }

  boolean used(long reference) {
    return counts[at(reference)] == USED;
  }

  boolean allUsed() {
    return used == size;
  }

  private int at(long reference) {
    int mask = references.length - 1;
    long mixed = reference * 0x9e3779b97f4a7c15L; // Fibonacci hashing: 2^64 by the golden ratio
    int at = (int) (mixed >>> 40) & mask;
    while (counts[at] != 0 && references[at] != reference) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    long[] oldReferences = references;
    int[] oldWords = words;
    byte[] oldCounts = counts;
    references = new long[2 * oldReferences.length];
    words = new int[references.length];
    counts = new byte[references.length];
    for (int i = 0; i < oldCounts.length; i++) {
      if (oldCounts[i] != 0) {
        int at = at(oldReferences[i]);
        references[at] = oldReferences[i];
        words[at] = oldWords[i];
        counts[at] = oldCounts[i];
      }
    }
  }
}
