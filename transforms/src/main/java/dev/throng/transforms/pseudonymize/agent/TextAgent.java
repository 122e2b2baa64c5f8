package dev.throng.transforms.pseudonymize.agent;

import ua_parser.OS;
import ua_parser.UserAgent;

/** Coarsens the text of the header User-Agent. Immutable, for all threads. */
final class TextAgent {

  /**
   * How many characters are looked at. The rules backtrack, and some are quadratic or worse in what
   * they are shown; the longest agent among uap-core's cases has 492 characters.
   */
  static final int LONGEST = 640;

  /** What the rules call any use of Apple's engine without a name, a PlayStation's too. */
  private static final String APPLE_MAIL = "Apple Mail";

  private final Rules rules = Rules.shared();
  private final Families browsers = Families.browsers();
  private final Families systems = Families.systems();

  /** What is kept of an agent. Never throws. */
  Agent read(String agent) {
    String text = cut(agent);
    try {
      return coarsen(text);
    } catch (RuntimeException | StackOverflowError e) {
      // A rule fell over a hostile text. Its message would quote the text: not even logged (F22).
      boolean robot = Robots.names(text, WordPattern.lower(text));
      return robot
          ? new Agent(null, null, null, null, DeviceClass.ROBOT.word(), true)
          : Agent.UNKNOWN;
    }
  }

  private Agent coarsen(String text) {
    OS foundSystem = rules.system(text);
    String os = foundSystem == null ? null : systems.of(foundSystem.family);
    String osVersion = foundSystem == null || os == null ? null : Families.major(foundSystem.major);
    UserAgent foundBrowser = rules.browser(text);
    String browser = foundBrowser == null ? null : browsers.of(foundBrowser.family);
    if (APPLE_MAIL.equals(browser) && !"Mac OS X".equals(os) && !"iOS".equals(os)) {
      browser = null;
    }
    String browserVersion =
        foundBrowser == null || browser == null ? null : Families.major(foundBrowser.major);
    String lower = WordPattern.lower(text);
    boolean robot = Robots.names(text, lower) || rules.spider(text);
    DeviceClass device = robot ? DeviceClass.ROBOT : Hardware.of(text, lower, os);
    String word = device == null ? null : device.word();
    return new Agent(browser, browserVersion, os, osVersion, word, robot);
  }

  /**
   * What is looked at: the front of a long agent, up to a blank, lest half a version pass for a
   * whole one.
   */
  static String cut(String agent) {
    if (agent.length() <= LONGEST) {
      return agent;
    }
    int end = LONGEST;
    while (end > 0 && agent.charAt(end) > ' ') {
      end--;
    }
    return agent.substring(0, end == 0 ? LONGEST : end);
  }
}
