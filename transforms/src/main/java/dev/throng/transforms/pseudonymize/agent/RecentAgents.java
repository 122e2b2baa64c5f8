package dev.throng.transforms.pseudonymize.agent;

import org.jspecify.annotations.Nullable;

/**
 * What became of recent agents (F27: reading one takes a thousand times as long as finding it). A
 * table of fixed size, in sets of four places, the last found first: a newcomer evicts the last of
 * its set, so rare agents do not push out frequent ones. Raw agents lie in memory only (P4). For
 * one thread.
 */
final class RecentAgents {

  /** An agent with its hints that is longer in all is not kept: no input takes much memory. */
  static final int LONGEST = 1536;

  private static final int PLACES = 4;

  /** One agent that was read, with the hints that came with it or null. */
  private static final class Kept {
    final int hash;
    final String text;
    final @Nullable String @Nullable [] hints;
    final Agent agent;

    Kept(int hash, String text, @Nullable String @Nullable [] hints, Agent agent) {
      this.hash = hash;
      this.text = text;
      this.hints = hints;
      this.agent = agent;
    }
  }

  private final int mask;
  private final @Nullable Kept[] table;

  /** A table of at least so many places, rounded up to a power of two. */
  RecentAgents(int entries) {
    if (entries < 1 || entries > 1 << 20) {
      throw new IllegalArgumentException("a reader remembers 1 to 1048576 agents");
    }
    int size = Math.max(PLACES, Integer.highestOneBit(2 * entries - 1));
    mask = size - PLACES;
    table = new @Nullable Kept[size];
  }

  static int hash(String text, Hints with) {
    return text.hashCode() ^ with.hash();
  }

  /** What is kept for an agent with its hints, or null. */
  @Nullable Agent find(int hash, String text, Hints with) {
    int first = set(hash);
    for (int place = first; place < first + PLACES; place++) {
      Kept kept = table[place];
      if (kept == null) {
        return null; // sets are filled from the front
      }
      if (kept.hash == hash && text.equals(kept.text) && with.are(kept.hints)) {
        toFront(first, place, kept);
        return kept.agent;
      }
    }
    return null;
  }

  /** Keeps an agent that was not found. */
  void put(int hash, String text, Hints with, Agent agent) {
    if (text.length() + with.length() <= LONGEST) {
      int first = set(hash);
      toFront(first, first + PLACES - 1, new Kept(hash, text, with.copy(), agent));
    }
  }

  private void toFront(int first, int place, Kept kept) {
    for (int i = place; i > first; i--) {
      table[i] = table[i - 1];
    }
    table[first] = kept;
  }

  private int set(int hash) {
    // The multiplier is 2^32 divided by the golden ratio (Knuth, TAOCP vol. 3, 6.4).
    int mixed = hash * 0x9E3779B9;
    return (mixed ^ mixed >>> 15) & mask;
  }
}
