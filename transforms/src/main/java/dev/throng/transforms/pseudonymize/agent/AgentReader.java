package dev.throng.transforms.pseudonymize.agent;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import ua_parser.OS;
import ua_parser.UserAgent;

/** Coarsens user agents. For one thread. */
public final class AgentReader {

  private static final int LONGEST = 1024;
  private final Rules rules = Rules.shared();

  /** A reader that remembers some thousands of agents. */
  public AgentReader() {
    this(8192);
  }

  /**
   * @param entries how many agents it remembers at most, 1 to 1048576
   */
  public AgentReader(int entries) {
    if (entries < 1 || entries > 1 << 20) {
      throw new IllegalArgumentException("a reader remembers 1 to 1048576 agents");
    }
  }

  /**
   * What is kept of an agent. Never throws.
   *
   * @param userAgent the header, or null
   * @param hints Sec-CH-UA headers by name in any case, or null
   */
  public Agent read(@Nullable String userAgent, @Nullable Map<String, String> hints) {
    if (userAgent == null || userAgent.isBlank()) {
      return Agent.UNKNOWN;
    }
    String text = userAgent.length() > LONGEST ? userAgent.substring(0, LONGEST) : userAgent;
    try {
      UserAgent browser = rules.browser(text);
      OS os = rules.system(text);
      boolean robot = rules.spider(text);
      String family = browser == null ? null : Words.family(browser.family);
      String system = os == null ? null : Words.family(os.family);
      return new Agent(
          family,
          family == null || browser == null ? null : Words.major(browser.major),
          system,
          system == null || os == null ? null : Words.major(os.major),
          robot ? DeviceClass.ROBOT.word() : null,
          robot);
    } catch (RuntimeException e) {
      return Agent.UNKNOWN;
    }
  }
}
