package dev.throng.transforms.pseudonymize.agent;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Coarsens user agents and client hints, and remembers the recent ones in a table of fixed size. An
 * agent that it remembers costs a hash and a comparison and allocates nothing; one whose text
 * another reader of this Java machine read lately, a microsecond; any other some tenths of a
 * millisecond, whatever it holds. For one thread.
 */
public final class AgentReader {

  private static final int ENTRIES = 8192;

  private final SharedTexts texts = SharedTexts.shared();
  private final Hints hints = new Hints();
  private final RecentAgents recent;
  private long asked;
  private long anew;

  /** A reader that remembers 8,192 agents, two megabytes of ordinary ones. */
  public AgentReader() {
    this(ENTRIES);
  }

  /**
   * A reader that remembers so many agents.
   *
   * @param entries 1 to 1,048,576, rounded up to a power of two, and to four at least
   * @throws IllegalArgumentException if it is outside that range
   */
  public AgentReader(int entries) {
    recent = new RecentAgents(entries);
  }

  /**
   * What is kept of an agent. Never throws for what the header or the hints hold; the same input
   * gives the same agent whatever was read before.
   *
   * @param userAgent the header User-Agent, or null. Of a longer one only the first 640 characters
   *     are looked at.
   * @param headers headers by name in any case, or null. Sec-CH-UA, -Full-Version-List, -Platform,
   *     -Platform-Version, -Mobile and -Form-Factors are looked at, and go before the user agent
   *     where they are well formed and known.
   */
  public Agent read(@Nullable String userAgent, @Nullable Map<String, String> headers) {
    hints.take(headers);
    asked++;
    String agent = userAgent == null ? "" : userAgent;
    if (agent.length() > RecentAgents.LONGEST) {
      return readAnew(agent); // not even hashed as it is
    }
    int hash = RecentAgents.hash(agent, hints);
    Agent found = recent.find(hash, agent, hints);
    if (found == null) {
      found = readAnew(agent);
      recent.put(hash, agent, hints, found);
    }
    return found;
  }

  /** How many agents were asked for. */
  public long asked() {
    return asked;
  }

  /** How many of them it did not remember; where that is most, it needs more entries. */
  public long readAnew() {
    return anew;
  }

  private Agent readAnew(String agent) {
    anew++;
    Agent read = agent.isEmpty() ? Agent.UNKNOWN : texts.read(agent);
    return hints.any() ? HintedAgent.of(read, hints) : read;
  }
}
