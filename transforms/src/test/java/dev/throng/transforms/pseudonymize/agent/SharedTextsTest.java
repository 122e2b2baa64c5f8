package dev.throng.transforms.pseudonymize.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A text is read once for all readers; what else an agent is told by is each reader's own. */
class SharedTextsTest {
  private static final String TEXT =
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/151.0.0.0"
          + " Safari/537.36";

  @Test
  void whatOneReaderReadAnotherKnows() {
    Agent read = new AgentReader().read(TEXT, null);
    assertEquals(new TextAgent().read(TEXT), read);
    assertSame(read, new AgentReader().read(TEXT, null));
  }

  @Test
  void longOnesAreKnownByWhatIsLookedAtOfThem() {
    String front = TEXT + " " + "x".repeat(TextAgent.LONGEST - TEXT.length() - 2) + " ";
    Agent read = new AgentReader().read(front + "y".repeat(900), null);
    assertEquals("Chrome", read.browser());
    assertSame(read, new AgentReader().read(front + "z".repeat(2_000_000), null));
  }

  @Test
  void hintsGoOverASharedTextWithoutChangingIt() {
    Agent plain = new AgentReader().read(TEXT, null);
    Agent hinted = new AgentReader().read(TEXT, Map.of("Sec-CH-UA-Platform", "\"Windows\""));
    assertEquals("Windows", hinted.os());
    assertNotSame(plain, hinted);
    assertEquals("Linux", new AgentReader().read(TEXT, null).os());
  }
}
