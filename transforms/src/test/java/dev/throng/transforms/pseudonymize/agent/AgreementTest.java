package dev.throng.transforms.pseudonymize.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import ua_parser.OS;
import ua_parser.Parser;
import ua_parser.UserAgent;

/** Held against the cases of uap-core, which are newer than the rules in the library. */
class AgreementTest {

  @Test
  void asManyCasesComeOutRightAsWereMeasured() throws IOException {
    Agreement agreement = Agreement.of(Cases.sample());
    assertAtLeast(1433, 1601, agreement.browser(), "browser");
    assertAtLeast(1451, 1601, agreement.browserMajor(), "major version of the browser");
    assertAtLeast(471, 483, agreement.os(), "system");
    assertAtLeast(436, 483, agreement.osMajor(), "major version of the system");
    assertAtLeast(2077, 2080, agreement.robot(), "robot");
  }

  private static void assertAtLeast(int right, int all, Agreement.Rate rate, String what) {
    assertEquals(all, rate.all(), what);
    assertTrue(rate.right() >= right, () -> what + ": " + rate);
  }

  /** The vocabulary takes no family away that the cases expect and the library finds. */
  @Test
  void theVocabularyCostsNothing() throws IOException {
    Parser library = new Parser();
    AgentReader reader = new AgentReader();
    List<String> lost = new ArrayList<>();
    for (Cases.Case one : Cases.sample()) {
      Agent read = reader.read(one.agent(), null);
      String found = one.family();
      boolean browserLost =
          one.suite().equals("ua")
              && Objects.equals(library.parseUserAgent(one.agent()).family, found)
              && !found.equals(read.browser());
      boolean systemLost =
          one.suite().equals("os")
              && Objects.equals(library.parseOS(one.agent()).family, found)
              && !found.equals(read.os());
      if (browserLost || systemLost) {
        lost.add(one.agent());
      }
    }
    assertEquals(List.of(), lost);
  }

  /** The short cut around the 629 rules for devices never changes the answer. */
  @Test
  void spidersAreTheLibrarys() throws IOException {
    Parser library = new Parser();
    Rules rules = Rules.shared();
    int spiders = 0;
    for (Cases.Case one : Cases.sample()) {
      boolean spider = "Spider".equals(library.parseDevice(one.agent()).family);
      assertEquals(spider, rules.spider(one.agent()), one.agent());
      spiders += spider ? 1 : 0;
    }
    assertTrue(spiders > 400, () -> "the cases have spiders");
  }

  /** Asking a rule only about texts that hold its words never changes the answer. */
  @Test
  void theShortCutsAnswerAsTheLibraryDoes() throws IOException {
    Parser library = new Parser();
    Rules rules = Rules.shared();
    List<String> agents = new ArrayList<>(Cases.sample().stream().map(Cases.Case::agent).toList());
    for (String hostile : HostileAgents.all()) {
      agents.add(hostile.substring(0, Math.min(hostile.length(), 300)));
    }
    for (String agent : agents) {
      UserAgent browser = rules.browser(agent);
      assertEquals(library.parseUserAgent(agent), browser == null ? UserAgent.OTHER : browser);
      OS system = rules.system(agent);
      assertEquals(library.parseOS(agent), system == null ? OS.OTHER : system);
    }
  }

  @Test
  void theWordsThatARuleNeeds() {
    assertEquals(List.of("Chromium", "Chrome"), RequiredWords.of("(Chromium|Chrome)/(\\d+)"));
    assertEquals(List.of("fab"), RequiredWords.of("x?y*z{0,3}[abc]fab+c?"));
    assertEquals(List.of("b.c/d"), RequiredWords.of("a(?:x|y|)b\\.c/d"));
    assertEquals(List.of("one", "two"), RequiredWords.of("^.{0,9}one|two\\b"));
    assertEquals(List.of("long one"), RequiredWords.of("(?:ab|cd)+long one(?!word of all)"));
    for (String none :
        List.of(
            "",
            "a",
            "[abc]+",
            "(?i)word",
            "word|",
            "(?:word|)",
            "(?:word)?",
            "\\Qword\\E",
            "w|ord|x")) {
      assertEquals(List.of(), RequiredWords.of(none), none);
    }
  }

  /**
   * Our own lists are quick for the same reason, and no longer if a word of theirs has no letters.
   */
  @Test
  void ourOwnWordsAreGuardedToo() {
    assertTrue(Robots.WORDS.isGuarded());
    for (WordPattern pattern : Hardware.all()) {
      assertTrue(pattern.isGuarded());
    }
    WordPattern pattern = new WordPattern("(?<!cu)bots?(?![a-z])|\\bwget");
    for (String text : List.of("a BOT", "Bots.", "WGET/1", "gobot")) {
      assertTrue(pattern.find(text, WordPattern.lower(text)), text);
    }
    for (String text : List.of("CUBOT", "Botswana", "swget", "")) {
      assertEquals(false, pattern.find(text, WordPattern.lower(text)), text);
    }
  }
}
