package dev.throng.transforms.pseudonymize.agent;

import org.jspecify.annotations.Nullable;

/**
 * What became of recent agents (F27: reading one takes a thousand times as long as finding it). A
 * table of fixed size, in pairs of places: an agent has two, and a newcomer evicts the one of the
 * pair that was not found last, so that rare agents do not push out the frequent. Raw agents lie in
 * memory only. For one thread.
 */
final class RecentAgents {

  /** An agent with its hints that is longer in all is not kept: no input takes much memory. */
  static final int LONGEST = 1536;

  private final int mask;
  private final @Nullable String[] texts;
  private final @Nullable String[][] hints;
  private final @Nullable Agent[] agents;

  /** A table of at least so many places, rounded up to a power of two. */
  RecentAgents(int entries) {
    if (entries < 1 || entries > 1 << 20) {
      throw new IllegalArgumentException("a reader remembers 1 to 1048576 agents");
    }
    int size = Math.max(2, Integer.highestOneBit(2 * entries - 1));
    mask = size - 2;
    texts = new @Nullable String[size];
    hints = new @Nullable String[size][];
    agents = new @Nullable Agent[size];
  }

  /** The first place of an agent with its hints. */
  int place(String text, Hints with) {
    // The multiplier is 2^32 divided by the golden ratio (Knuth, TAOCP vol. 3, 6.4).
    int hash = (text.hashCode() ^ with.hash()) * 0x9E3779B9;
    return (hash ^ hash >>> 15) & mask;
  }

  /** What is kept for an agent, or null. */
  @Nullable Agent find(int place, String text, Hints with) {
    if (text.equals(texts[place]) && with.are(hints[place])) {
      return agents[place];
    }
    int second = place + 1;
    if (text.equals(texts[second]) && with.are(hints[second])) {
      Agent agent = agents[second];
      String[] kept = hints[second];
      demote(place);
      texts[place] = text;
      hints[place] = kept;
      agents[place] = agent;
      return agent;
    }
    return null;
  }

  void put(int place, String text, Hints with, Agent agent) {
    if (text.length() + with.length() > LONGEST) {
      return;
    }
    demote(place);
    texts[place] = text;
    hints[place] = with.copy();
    agents[place] = agent;
  }

  private void demote(int place) {
    texts[place + 1] = texts[place];
    hints[place + 1] = hints[place];
    agents[place + 1] = agents[place];
  }
}
