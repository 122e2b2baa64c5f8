import dev.throng.pipeline.generate.Generator;
import dev.throng.pipeline.generate.Ids;
import dev.throng.pipeline.generate.LedgerGenerator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A Kafka broker and a PostgreSQL server on this machine, with generated events of now on the topic
 * {@code events} and a topic {@code consent}, until it is killed. For a look at streaming only: both
 * are open to whoever is on this machine.
 *
 * <p>{@code java -cp ... Services.java FOLDER KAFKA_PORT POSTGRES_PORT EVENTS_A_SECOND BACKLOG
 * FACTS IDS}; it writes {@code FOLDER/ready} once both are up, the topic {@code consent} holds so many
 * facts, and {@code events} a backlog of so many events, 30,000 a second until now.
 */
public final class Services {
  private static final int PARTITIONS = 2;
  private static final int PEOPLE = 5_000;
  private static final int BACKLOG_A_SECOND = 30_000;

  /** So that hardly an event comes later than the job waits for it. */
  private static final int PACE = 1_000;

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]).toAbsolutePath();
    int port = Integer.parseInt(arguments[1]);
    int rate = Integer.parseInt(arguments[3]);
    Files.createDirectories(folder);
    Path settings = settings(folder, port);
    Process broker = broker(folder, settings);
    Runtime.getRuntime().addShutdownHook(new Thread(broker::destroyForcibly));
    EmbeddedPostgres database =
        EmbeddedPostgres.builder()
            .setPort(Integer.parseInt(arguments[2]))
            .setDataDirectory(folder.resolve("postgres"))
            .setCleanDataDirectory(true)
            .start();
    topics("localhost:" + port, broker);
    long backlog = Long.parseLong(arguments[4]);
    long facts = Long.parseLong(arguments[5]);
    Ids ids = Ids.valueOf(arguments[6].toUpperCase(Locale.ROOT));
    try (KafkaProducer<byte[], byte[]> producer = producer("localhost:" + port)) {
      // As many a second as a busy stream has: state is kept by slots of a second.
      Duration span = Duration.ofSeconds(60 + backlog / BACKLOG_A_SECOND);
      Instant from = Instant.now().minus(span);
      long people = Math.max(PEOPLE, facts);
      try (Lines lines = new Lines(producer, "consent")) {
        new LedgerGenerator(1, people, from, span, ids).write(facts, lines);
      }
      try (Lines lines = new Lines(producer, "events")) {
        new Generator(1, people, from, span, PACE, ids).write(backlog, lines);
      }
    }
    Files.writeString(folder.resolve("ready"), "");
    try {
      if (rate == 0) {
        broker.waitFor();
      }
      send("localhost:" + port, rate, Math.max(PEOPLE, facts), ids);
    } finally {
      database.close();
    }
  }

  private static Path settings(Path folder, int port) throws IOException {
    return Files.writeString(
        folder.resolve("server.properties"),
        String.join(
            "\n",
            "process.roles=broker,controller",
            "node.id=1",
            "controller.quorum.voters=1@localhost:" + (port + 1),
            "listeners=PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + (port + 1),
            "advertised.listeners=PLAINTEXT://localhost:" + port,
            "controller.listener.names=CONTROLLER",
            "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "log.dirs=" + folder.resolve("kafka"),
            "log.retention.hours=1",
            "auto.create.topics.enable=false",
            "offsets.topic.replication.factor=1",
            "transaction.state.log.replication.factor=1",
            "transaction.state.log.min.isr=1",
            ""));
  }

  private static Process broker(Path folder, Path settings) throws Exception {
    Process format =
        java(
            folder,
            "kafka.tools.StorageTool",
            "format",
            "--ignore-formatted",
            "-t",
            Uuid.randomUuid().toString(),
            "-c",
            settings.toString());
    if (format.waitFor() != 0) {
      throw new IOException("the broker's storage was not made; see " + folder);
    }
    return java(folder, "kafka.Kafka", settings.toString());
  }

  private static Process java(Path folder, String main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path"), main));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(
            ProcessBuilder.Redirect.appendTo(folder.resolve("kafka.log").toFile()))
        .start();
  }

  private static void topics(String bootstrap, Process broker) throws Exception {
    while (true) {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
        List<String> there =
            List.copyOf(admin.listTopics().names().get(5, TimeUnit.SECONDS));
        for (String topic : List.of("events", "consent")) {
          if (!there.contains(topic)) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1))).all().get();
          }
        }
        return;
      } catch (ExecutionException | TimeoutException notYet) {
        if (!broker.isAlive()) {
          throw new IOException("the broker has ended", notYet);
        }
      }
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(String bootstrap) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", bootstrap, "linger.ms", 20, "batch.size", 1 << 18),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** Sends each line that is written to it, to partition after partition. */
  private static final class Lines extends OutputStream {
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int partition;

    private Lines(KafkaProducer<byte[], byte[]> producer, String topic) {
      this.producer = producer;
      this.topic = topic;
    }

    @Override
    public void write(int b) {
      if (b == '\n') {
        producer.send(
            new ProducerRecord<>(topic, partition++ % PARTITIONS, null, line.toByteArray()));
        line.reset();
      } else {
        line.write(b);
      }
    }

    @Override
    public void close() {
      producer.flush();
    }
  }

  /** A world of a day, of which each event is sent when its time has come. */
  private static void send(String bootstrap, int rate, long people, Ids ids)
      throws Exception {
    long events = rate * Duration.ofDays(1).toSeconds();
    try (KafkaProducer<byte[], byte[]> producer = producer(bootstrap)) {
      for (long day = 0; ; day++) {
        Instant from = Instant.now();
        Generator world = new Generator(day + 1, people, from, Duration.ofDays(1), PACE, ids);
        for (long sent = 0; sent < events; sent += rate) {
          ByteArrayOutputStream lines = new ByteArrayOutputStream();
          world.write(sent, Math.min(events, sent + rate), events, lines);
          int partition = 0;
          for (String line : lines.toString(StandardCharsets.UTF_8).split("\n")) {
            producer.send(
                new ProducerRecord<>(
                    "events",
                    partition++ % PARTITIONS,
                    null,
                    line.getBytes(StandardCharsets.UTF_8)));
          }
          long due = from.plusSeconds(sent / rate + 1).toEpochMilli();
          Thread.sleep(Math.max(0, due - System.currentTimeMillis()));
        }
      }
    }
  }
}
