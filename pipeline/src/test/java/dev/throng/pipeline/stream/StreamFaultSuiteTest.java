package dev.throng.pipeline.stream;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Faults that last, each with a cluster, a broker and a database of its own. They take half an
 * hour, so that only {@code deploy/local/faults} runs them, with all other tests of streams.
 */
@Tag("faults")
class StreamFaultSuiteTest {
  private static final int ROUNDS = 3;
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path folder;

  @SuppressWarnings("ImmutableEnumChecker") // the faults hold nothing
  enum Fault {
    WORKERS_KILLED_AT_RANDOM_UNDER_LOAD(
        scene -> {
          AtomicBoolean over = new AtomicBoolean();
          for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            Thread load = new Thread(() -> spin(over));
            load.setDaemon(true);
            load.start();
          }
          try {
            for (int i = 0; i < ROUNDS; i++) {
              FaultScene.outage(Duration.ofMillis(scene.random.nextInt(3_000)));
              scene.replaceWorker();
              scene.send();
              scene.goneOn();
            }
          } finally {
            over.set(true);
          }
        }),
    WORKERS_KILLED_WITHIN_SECONDS_OF_THEIR_START(
        scene -> {
          for (int i = 0; i < ROUNDS; i++) {
            scene.replaceWorker();
            FaultScene.outage(Duration.ofMillis(scene.random.nextInt(2_000)));
            scene.replaceWorker();
            scene.send();
          }
        }),
    BROKER_RESTARTED(
        scene -> {
          scene.send();
          scene.broker.kill();
          scene.broker.restart();
        }),
    BROKER_AWAY(
        scene -> {
          scene.send();
          scene.broker.kill();
          FaultScene.outage(LONG);
          scene.look();
          scene.broker.restart();
        }),
    DATABASE_AWAY(
        scene -> {
          scene.stopDatabase();
          scene.send();
          scene.send();
          FaultScene.outage(LONG);
          scene.look();
          scene.startDatabase();
        }),
    DATABASE_SLOW(
        scene -> {
          try (Connection connection = scene.connect();
              Statement statement = connection.createStatement()) {
            scene.stream.await(
                "a table",
                () ->
                    statement
                        .executeQuery("select 1 from pg_tables where tablename = '_windows'")
                        .next());
            statement.execute(
                "create function slow() returns trigger language plpgsql as"
                    + " 'begin perform pg_sleep(1); return null; end'");
            statement.execute(
                "create trigger slow after insert or update on _windows"
                    + " for each statement execute function slow()");
          }
        }),
    EVERYTHING_THRICE(scene -> {});

    private final Strike strike;

    Fault(Strike strike) {
      this.strike = strike;
    }

    private interface Strike {
      void on(FaultScene scene) throws Exception;
    }

    private static void spin(AtomicBoolean over) {
      while (!over.get()) {
        Thread.onSpinWait();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsPublishedIsWhatAnUndisturbedRunSays(Fault fault) throws Exception {
    long seed = Long.getLong("faults.seed", new Random().nextLong());
    System.out.printf("%s: seed %d%n", fault, seed);
    try (FaultScene scene =
        new FaultScene(folder, seed, fault == Fault.EVERYTHING_THRICE, ROUNDS)) {
      fault.strike.on(scene);
      scene.end();
    }
  }
}
