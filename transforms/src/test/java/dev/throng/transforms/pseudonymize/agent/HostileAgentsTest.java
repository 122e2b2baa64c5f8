package dev.throng.transforms.pseudonymize.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Agents that hold what they should not: none of it comes out, and none of it stops the reader. */
class HostileAgentsTest {

  private static final String CFNETWORK = "/1.0 CFNetwork/978.0.7 Darwin/18.7.0";

  private final AgentReader reader = new AgentReader(64);

  @Test
  void theCatalogueComesOutCoarse() {
    for (String hostile : HostileAgents.all()) {
      assertCoarse(reader.read(hostile, null));
    }
  }

  @Test
  void nobodyIsABrowser() {
    for (String person :
        List.of(
            "Jane Doe",
            "jane.doe@example.com",
            "Jane Doe-iPhone",
            "+442079460123",
            "user-8c7f1e",
            "(Chrome)",
            "DE89370400440532013000",
            "J\u00e4ne",
            "a\r\nb",
            "\u001b[2J")) {
      for (String agent :
          List.of(
              person + CFNETWORK,
              person,
              person + "/1.0",
              person + " Spider/1.0",
              "Mozilla/5.0 (Linux; Android 9; " + person + " Build/X) AppleWebKit/537.36 Mobile",
              "Mozilla/5.0 (" + person + "; HbbTV/1.1.1 (;" + person + ";2015) Chrome/" + person,
              "SmartWatch(" + person + ";" + person + ";)",
              "Android " + person + "; Windows Phone " + person)) {
        Agent read = reader.read(agent, null);
        assertCoarse(read);
        assertFalse(read.toString().contains("Jane"), agent);
        assertFalse(read.toString().contains("ser-8c"), agent);
      }
    }
  }

  @Test
  void longNumbersAreNoVersions() {
    Agent read = reader.read("Mozilla/5.0 (Windows NT 10.0) Chrome/442079460123.0 Safari", null);
    assertEquals("Chrome", read.browser());
    assertEquals(null, read.browserVersion());
  }

  @Test
  void theEndOfALongAgentIsNotLookedAtAndHalfAVersionIsNone() {
    String chrome =
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/124.0.0.0 ";
    assertEquals(
        new Agent("Chrome", "124", "Windows", "10", "desktop", false),
        reader.read(chrome + "x ".repeat(1 << 19), null));
    String end = " Firefox/1234.0";
    for (int more = 0; more < end.length(); more++) {
      String agent = "x".repeat(TextAgent.LONGEST - more) + end;
      String version = reader.read(agent, null).browserVersion();
      assertTrue(version == null || version.equals("1234"), agent);
    }
  }

  @Test
  void anAgentTooLongToKeepIsReadTheSameEachTime() {
    String agent = "Googlebot/2.1 " + "y ".repeat(2000);
    Agent first = reader.read(agent, null);
    assertTrue(first.robot());
    assertEquals(first, reader.read(agent, null));
  }

  @Test
  void nothingIsNothing() {
    assertEquals(Agent.UNKNOWN, reader.read(null, null));
    assertEquals(Agent.UNKNOWN, reader.read("", Map.of()));
    assertEquals(Agent.UNKNOWN, reader.read(" \t\r\n", Map.of("Accept", "*/*")));
    Map<String, String> holes = new HashMap<>();
    holes.put(null, "x");
    holes.put("Sec-CH-UA", null);
    assertEquals(Agent.UNKNOWN, reader.read("\u0000", holes));
  }

  /** What is remembered is what would be read, whatever came between. */
  @Test
  void theMemoryNeverChangesAnAnswer() throws IOException {
    long seed = 20261124;
    Random random = new Random(seed);
    List<String> agents = new ArrayList<>();
    for (Cases.Case one : Cases.sample().subList(0, 200)) {
      agents.add(one.agent());
    }
    List<@Nullable Map<String, String>> hints = new ArrayList<>();
    hints.add(null);
    hints.add(Map.of("Sec-CH-UA", "\"Brave\";v=\"1\""));
    hints.add(Map.of("Sec-CH-UA", "\"Brave\";v=\"2\""));
    hints.add(Map.of("Sec-CH-UA-Platform", "\"Brave\""));
    hints.add(Map.of("Sec-CH-UA-Platform", "\"Linux\""));
    hints.add(Map.of("Sec-CH-UA-Platform-Version", "\"Linux\""));
    Map<String, Agent> expected = new HashMap<>();
    for (int i = 0; i < 5000; i++) {
      String agent = agents.get((int) (agents.size() * Math.pow(random.nextDouble(), 3)));
      int with = random.nextInt(hints.size());
      Agent read = reader.read(agent, hints.get(with));
      Agent first = expected.putIfAbsent(with + agent, read);
      assertEquals(
          first == null ? readAlone(agent, hints.get(with)) : first, read, () -> "seed " + seed);
    }
  }

  /** Without anything remembered. */
  private static Agent readAlone(String agent, @Nullable Map<String, String> headers) {
    Hints hints = new Hints();
    hints.take(headers);
    Agent text = new TextAgent().read(agent);
    return hints.any() ? HintedAgent.of(text, hints) : text;
  }

  @Test
  void theSizeOfTheMemoryIsBounded() {
    for (int wrong : new int[] {Integer.MIN_VALUE, 0, (1 << 20) + 1, Integer.MAX_VALUE}) {
      IllegalArgumentException thrown =
          org.junit.jupiter.api.Assertions.assertThrows(
              IllegalArgumentException.class, () -> new AgentReader(wrong));
      assertEquals("a reader remembers 1 to 1048576 agents", thrown.getMessage());
    }
  }

  /** A million different ones: each place holds at most one, and the old are still found right. */
  @Test
  void amongAMillionTheTableStaysAsItIs() {
    RecentAgents recent = new RecentAgents(64);
    Hints none = new Hints();
    for (int i = 0; i < 1_000_000; i++) {
      String agent = "agent " + i;
      int hash = RecentAgents.hash(agent, none);
      assertEquals(null, recent.find(hash, agent, none));
      Agent kept = new Agent(null, null, null, null, String.valueOf(i), false);
      recent.put(hash, agent, none, kept);
      assertEquals(kept, recent.find(hash, agent, none));
    }
    int found = 0;
    for (int i = 0; i < 1_000_000; i++) {
      String agent = "agent " + i;
      found += recent.find(RecentAgents.hash(agent, none), agent, none) == null ? 0 : 1;
    }
    assertEquals(64, found);
  }

  private static void assertCoarse(Agent agent) {
    assertTrue(agent.browser() == null || Families.browsers().of(agent.browser()) != null);
    assertTrue(agent.os() == null || Families.systems().of(agent.os()) != null);
    for (String version : new String[] {agent.browserVersion(), agent.osVersion()}) {
      assertTrue(version == null || version.matches("0|[1-9][0-9]{0,3}"), version);
    }
    assertTrue(agent.browserVersion() == null || agent.browser() != null);
    assertTrue(agent.osVersion() == null || agent.os() != null);
    boolean known = agent.deviceClass() == null;
    for (DeviceClass device : DeviceClass.values()) {
      known |= device.word().equals(agent.deviceClass());
    }
    assertTrue(known, agent.deviceClass());
  }
}
