package dev.throng.pipeline.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.pipeline.ChildJava;
import dev.throng.transforms.release.budget.Budget;
import dev.throng.transforms.release.budget.Cost;
import dev.throng.transforms.release.budget.Spending;
import dev.throng.transforms.release.exact.Rational;
import dev.throng.transforms.settings.PrivacyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseRegistryTest {
  private static final String REPORT = "a".repeat(64);
  private static final Rational THIRD = Rational.of(1, 3);
  private static final Budget BUDGET =
      new Budget(Rational.of(10), Rational.parse("1e-6"), Duration.ofDays(30));
  private static final int WINDOWS = 25;

  @TempDir Path store;

  private static Published window(String digest, long start, String content) {
    Cost cost =
        new Cost(THIRD, Rational.parse("1e-9"), THIRD.squared().over(2), Rational.parse("1e-9"));
    return new Published(digest, new Spending("report", start, cost), content);
  }

  private ReleaseRegistry registry() {
    return ReleaseRegistry.of(store.toString());
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(store.resolve("releases"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(".lock"))
          .sorted()
          .toList();
    }
  }

  @Test
  void whatIsThereWithOtherContentIsFrozen() throws IOException {
    Published one = window(REPORT, 0, "one");
    Published two = window(REPORT, 1, "two");
    assertEquals(Set.of(), registry().register(List.of(one, two), BUDGET));
    assertEquals(Set.of(), registry().register(List.of(one, two), BUDGET));
    Published other = window(REPORT, 1, "more");
    assertEquals(Set.of(other), registry().register(List.of(one, other), BUDGET));
    assertEquals(List.of(REPORT + "-0.json", REPORT + "-1.json"), files());
    assertEquals(
        "{\"report\":\"report\",\"digest\":\""
            + REPORT
            + "\",\"window_start\":1,\"epsilon\":\"1/3\",\"delta\":\"1/1000000000\","
            + "\"rho\":\"1/18\",\"rho_delta\":\"1/1000000000\",\"content\":\"two\"}\n",
        Files.readString(store.resolve("releases").resolve(REPORT + "-1.json")));
  }

  /** Three a period are one: so 30 are within it, and the 31st of the same period is not. */
  @Test
  void allThatWasReleasedCountsTowardsTheBudget() throws IOException {
    Budget small = new Budget(Rational.ONE, Rational.parse("1e-8"), Duration.ofDays(30));
    long day = Duration.ofDays(1).toMillis();
    registry().register(List.of(window(REPORT, 0, "x"), window(REPORT, day, "x")), small);
    registry().register(List.of(window("b".repeat(64), 29 * day, "x")), small);
    Published fourth = window(REPORT, 29 * day, "x");
    PrivacyException refused =
        assertThrows(PrivacyException.class, () -> registry().register(List.of(fourth), small));
    assertTrue(refused.getMessage().contains("4 releases"), refused.getMessage());
    assertEquals(3, files().size());
    // In another period it is not the fourth.
    registry().register(List.of(window(REPORT, 31 * day, "x")), small);
    assertEquals(4, files().size());
  }

  @Test
  void aDamagedRecordStopsTheRun() throws IOException {
    registry().register(List.of(window(REPORT, 0, "one")), BUDGET);
    Path record = store.resolve("releases").resolve(REPORT + "-0.json");
    Files.writeString(record, Files.readString(record).substring(0, 50));
    IOException damaged =
        assertThrows(
            IOException.class, () -> registry().register(List.of(window(REPORT, 1, "x")), BUDGET));
    assertEquals("A record of the releases is damaged.", damaged.getMessage());
  }

  /** Of processes that would release the same windows differently, one is the first of each. */
  @Test
  void processesAgree() throws Exception {
    List<Process> running = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      List<String> command = ChildJava.program("256m", Registrar.class.getName());
      command.addAll(List.of(store.toString(), "content " + i));
      running.add(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
    }
    int frozen = 0;
    for (Process one : running) {
      String said = new String(one.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, one.waitFor());
      frozen += Integer.parseInt(said.strip());
    }
    assertEquals(2 * WINDOWS, frozen);
    assertEquals(WINDOWS, files().size());
  }

  /** Registers windows with a content of its own, and says how many others had before. */
  static final class Registrar {
    public static void main(String[] arguments) throws IOException {
      FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
      List<Published> windows = new ArrayList<>();
      for (int i = 0; i < WINDOWS; i++) {
        windows.add(window(REPORT, i, arguments[1]));
      }
      System.out.println(ReleaseRegistry.of(arguments[0]).register(windows, BUDGET).size());
    }
  }
}
