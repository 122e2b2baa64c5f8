package dev.throng.transforms.pseudonymize.key;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads and processes that make the same keyring at once agree on every key. */
class TwoAtOnceTest {
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2026-04-10T00:00:00Z");
  private static final int KEYS = 2 + 4 + 100;

  @TempDir Path folder;

  /** What the other process runs: makes the keyring in a folder and prints what it made. */
  static final class Launcher {
    private Launcher() {}

    public static void main(String[] args) {
      System.out.println(run(Path.of(args[0])));
    }
  }

  @Test
  void threads() throws Exception {
    int threads = 6;
    CyclicBarrier together = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<String>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        Callable<String> one =
            () -> {
              together.await();
              return run(folder);
            };
        running.add(pool.submit(one));
      }
      String seen = running.get(0).get();
      for (Future<String> one : running) {
        assertEquals(seen, one.get());
      }
      assertEquals(KEYS, seen.split(",").length);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void processes() throws Exception {
    List<Process> running = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      running.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Launcher.class.getName(),
                  folder.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    }
    String mine = run(folder);
    for (Process one : running) {
      String seen = new String(one.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      assertEquals(0, one.waitFor());
      assertEquals(mine, seen);
    }
  }

  /** The pseudonyms that each key makes tell the keys themselves apart, not only their names. */
  private static String run(Path folder) {
    KeySettings settings =
        new KeySettings(
            folder.resolve("keys").toString(),
            MasterReference.parse("file:" + folder.resolve("secret/master.key")),
            Epoch.MONTH);
    Keyring keyring = Keyring.of(settings);
    keyring.createMaster();
    keyring.create(FROM, UNTIL);
    Pseudonyms pseudonyms = Pseudonyms.open(settings);
    List<String> seen = new ArrayList<>();
    for (KeyRecord key : keyring.list()) {
      String made = "" + pseudonyms.standingHash(Domain.PERSON, "p");
      if (key.kind() == KeyRecord.Kind.DAY) {
        long time = Instant.parse(key.name().substring(4) + "T12:00:00Z").toEpochMilli();
        made =
            pseudonyms.dayPseudonym(Domain.COOKIE, "c", time)
                + pseudonyms.epochPseudonym(Domain.USER, "u", time);
      }
      seen.add(key.name() + "=" + key.keyId().orElseThrow() + made);
    }
    return String.join(",", seen);
  }
}
