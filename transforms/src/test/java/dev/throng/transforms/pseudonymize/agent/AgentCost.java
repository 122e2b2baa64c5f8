package dev.throng.transforms.pseudonymize.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ua_parser.Parser;

/**
 * Measures what reading agents costs, and how well it agrees with uap-core's cases. Argument: a
 * gzip file of cases; without one, the sample beside the tests. Not a test: a clock decides
 * nothing.
 */
final class AgentCost {

  private AgentCost() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws IOException {
    List<Cases.Case> cases;
    if (arguments.length == 0) {
      cases = Cases.sample();
    } else {
      try (InputStream in = Files.newInputStream(Path.of(arguments[0]))) {
        cases = Cases.read(in);
      }
    }
    List<String> agents = cases.stream().map(Cases.Case::agent).distinct().toList();
    PrintStream out = System.out;
    long before = used();
    long start = clock();
    TextAgent text = new TextAgent();
    text.read("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0.0.0");
    out.printf("rules: %d ms, %d kB%n", millis(start), (used() - before) >> 10);
    for (int round = 0; round < 4; round++) {
      long worst = 0;
      long all = clock();
      for (String agent : agents) {
        long one = clock();
        text.read(agent);
        worst = Math.max(worst, clock() - one);
      }
      double each = (clock() - all) / 1e3 / agents.size();
      out.printf(
          "round %d: %.1f us each of %d agents, worst %.2f ms%n",
          round, each, agents.size(), worst / 1e6);
    }
    Parser whole = new Parser();
    for (int round = 0; round < 3; round++) {
      long all = clock();
      for (String agent : agents) {
        whole.parse(agent);
      }
      out.printf("the library alone: %.1f us each%n", (clock() - all) / 1e3 / agents.size());
    }
    AgentReader reader = new AgentReader();
    List<String> some = agents.subList(0, 500);
    long sum = 0;
    for (int round = 0; round < 500; round++) {
      if (round == 100) {
        start = clock();
      }
      for (String agent : some) {
        sum += reader.read(agent, null).robot() ? 1 : 0;
      }
    }
    out.printf("remembered: %.0f ns each (%d)%n", (clock() - start) / 400.0 / some.size(), sum);
    long slowest = 0;
    String slow = "";
    for (String hostile : HostileAgents.all()) {
      long worst = Long.MAX_VALUE;
      for (int i = 0; i < 5; i++) {
        start = clock();
        text.read(hostile);
        worst = Math.min(worst, clock() - start);
      }
      if (worst > slowest) {
        slowest = worst;
        slow = hostile;
      }
    }
    out.printf("slowest hostile agent: %.2f ms, %.30s%n", slowest / 1e6, slow);
    Agreement agreement = Agreement.of(cases);
    out.println(agreement);
    out.printf(
        "agreement: browser %.2f, its major %.2f, system %.2f, its major %.2f, robot %.2f%n",
        agreement.browser().percent(),
        agreement.browserMajor().percent(),
        agreement.os().percent(),
        agreement.osMajor().percent(),
        agreement.robot().percent());
  }

  private static long millis(long since) {
    return (clock() - since) / 1_000_000;
  }

  /** The time of this thread alone, for other people use the machine too. */
  private static long clock() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long used() {
    System.gc();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
