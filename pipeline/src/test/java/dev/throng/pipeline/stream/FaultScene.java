package dev.throng.pipeline.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.throng.pipeline.LocalCluster;
import dev.throng.pipeline.run.Runs;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A job over topics on a cluster of two workers, with a broker and a database, all of them
 * processes; and what an undisturbed run over files says of the same input.
 */
final class FaultScene implements AutoCloseable {
  private static final int PARTITIONS = 2;
  private static final int WORKERS = 2;

  final LocalCluster cluster;
  final Broker broker;
  final Random random;
  final StreamProcess stream;

  private final TopicInputs inputs;
  private final StreamSite site;
  private final Path data;
  private final int port;
  private final List<List<byte[]>> parts;
  private final SortedMap<String, String> expected;
  private final SortedMap<String, Long> outcomes;
  private EmbeddedPostgres database;
  private int sent;

  /** Starts all, with a part of the events, and waits for the first checkpoint. */
  FaultScene(Path folder, long seed, boolean thrice, int rounds) throws Exception {
    random = new Random(seed);
    inputs = new TopicInputs(seed, 4_000, 300, thrice);
    site = new StreamSite(folder, StreamReports.TEXT);
    Runs.batch(site.files(inputs));
    expected = site.tables("files");
    outcomes = site.outcomesOfFiles();
    outcomes.put("dropped duplicate", (long) inputs.sent.size() - inputs.events.size());
    outcomes.merge("rejected time_out_of_limits", (long) PARTITIONS, Long::sum);
    parts = inputs.parts(rounds + 1, PARTITIONS);
    data = folder.resolve("database");
    // Else what is in it would go when it is stopped.
    database =
        EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false).start();
    port = database.getPort();
    broker = Broker.start(folder.resolve("broker"));
    cluster =
        LocalCluster.start(
            folder.resolve("cluster"),
            WORKERS,
            1,
            "state.backend.type: rocksdb\nstate.checkpoints.dir: 'file://"
                + folder.resolve("checkpoints")
                + "'\n");
    broker.topic(StreamSite.EVENTS, PARTITIONS);
    broker.topic(StreamSite.LEDGER, PARTITIONS);
    broker.send(StreamSite.LEDGER, PARTITIONS, inputs.facts);
    broker.send(
        StreamSite.LEDGER, PARTITIONS, Collections.nCopies(PARTITIONS, TopicInputs.LAST_FACT));
    send();
    site.topics("topics", broker, "1h", site.database(database));
    stream = StreamProcess.on(cluster, site.file("topics.yaml"), StreamSite.OFTEN);
    goneOn();
  }

  /** Sends the next part of the events, and after the last one what moves time behind all. */
  void send() throws Exception {
    broker.send(StreamSite.EVENTS, PARTITIONS, parts.get(sent++));
    if (sent == parts.size()) {
      broker.send(
          StreamSite.EVENTS, PARTITIONS, Collections.nCopies(PARTITIONS, TopicInputs.LAST_EVENT));
    }
  }

  /** Waits until the job has taken a checkpoint more. */
  void goneOn() throws Exception {
    Checkpoints.await(stream, cluster, 1);
    look();
  }

  /** Looks for what stands in events in all that Flink tells at that moment. */
  void look() throws Exception {
    assertEquals(List.of(), RestAnswers.of(cluster).naming(inputs.ids()));
  }

  /** Kills one of the two workers that are there, and starts another. */
  void replaceWorker() throws Exception {
    List<Integer> living = cluster.livingTaskManagers();
    cluster.killTaskManager(living.get(random.nextInt(living.size())));
    cluster.startTaskManager();
    cluster.awaitTaskManagers(WORKERS);
  }

  /** How long an outage lasts: it is the fault, nothing is waited for. */
  static void outage(Duration length) {
    long end = System.nanoTime() + length.toNanos();
    for (long left = length.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  void stopDatabase() throws IOException {
    database.close();
  }

  void startDatabase() throws IOException {
    database =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPort(port)
            .start();
  }

  Connection connect() throws SQLException {
    return database.getPostgresDatabase().getConnection();
  }

  /** Sends what is left, waits for all windows, and compares every place with the files. */
  void end() throws Exception {
    while (sent < parts.size()) {
      send();
    }
    try (Connection connection = connect()) {
      stream.awaitAll(() -> site.missing("topics", expected, outcomes, connection));
      assertEquals(expected, site.tables("topics"));
      assertEquals(site.stored("files"), site.stored("topics"));
      assertEquals(expected, StoredTables.of(connection, StreamReports.NAMES));
    }
    look();
    stream.close();
    cluster.close();
    // Now nothing that is looked at goes away or is half written.
    for (String place : List.of("topics", "topics.yaml.log", "checkpoints", "cluster")) {
      assertEquals(List.of(), inputs.idsIn(site.file(place)), place);
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
    cluster.close();
    broker.close();
    database.close();
  }
}
