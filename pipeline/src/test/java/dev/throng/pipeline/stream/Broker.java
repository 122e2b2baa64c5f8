package dev.throng.pipeline.stream;

import dev.throng.pipeline.ChildJava;
import dev.throng.pipeline.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A Kafka broker in a process of its own on this machine (F6), which can be killed and restarted.
 */
public final class Broker implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private final Path folder;
  private final int port;
  private final Thread hook = new Thread(this::kill);
  private Process process;

  private Broker(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /** Starts one and waits until it answers. */
  public static Broker start(Path workFolder) throws Exception {
    return start(workFolder, FreePorts.first(2));
  }

  /** The same at a port; the next must be free, too. */
  static Broker start(Path workFolder, int port) throws Exception {
    Path folder = Files.createDirectories(workFolder.toAbsolutePath());
    int controller = port + 1;
    Path settings = folder.resolve("server.properties");
    Files.writeString(
        settings,
        String.join(
            "\n",
            "process.roles=broker,controller",
            "node.id=1",
            "controller.quorum.voters=1@localhost:" + controller,
            "listeners=PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controller,
            "advertised.listeners=PLAINTEXT://localhost:" + port,
            "controller.listener.names=CONTROLLER",
            "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "log.dirs=" + folder.resolve("data"),
            "auto.create.topics.enable=false",
            "offsets.topic.replication.factor=1",
            "transaction.state.log.replication.factor=1",
            "transaction.state.log.min.isr=1",
            "group.initial.rebalance.delay.ms=0",
            "log.message.timestamp.after.max.ms=" + Long.MAX_VALUE,
            ""));
    Process format =
        launch(
            folder,
            "format",
            "kafka.tools.StorageTool",
            List.of("format", "-t", Uuid.randomUuid().toString(), "-c", settings.toString()));
    if (format.waitFor() != 0) {
      throw new IOException("the broker's storage was not made; see " + folder);
    }
    Broker broker = new Broker(folder, port, serve(folder));
    Runtime.getRuntime().addShutdownHook(broker.hook);
    broker.await();
    return broker;
  }

  private static Process serve(Path folder) throws IOException {
    return launch(
        folder, "broker", "kafka.Kafka", List.of(folder.resolve("server.properties").toString()));
  }

  private static Process launch(Path folder, String name, String main, List<String> arguments)
      throws IOException {
    List<String> command = ChildJava.program("512m", main);
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile()))
        .start();
  }

  private void await() throws Exception {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (true) {
      try (Admin admin = admin()) {
        admin.listTopics().names().get(5, TimeUnit.SECONDS);
        return;
      } catch (ExecutionException | TimeoutException notYet) {
        if (System.nanoTime() > end || !process.isAlive()) {
          throw new IOException(
              "the broker does not answer:\n" + Files.readString(folder.resolve("broker.log")),
              notYet);
        }
      }
    }
  }

  /** What {@code bootstrap} takes. */
  public String address() {
    return "localhost:" + port;
  }

  private Admin admin() {
    return Admin.create(
        Map.of(
            "bootstrap.servers",
            address(),
            "default.api.timeout.ms",
            5_000,
            "request.timeout.ms",
            4_000));
  }

  /** Makes a topic. */
  public void topic(String name, int partitions) throws Exception {
    try (Admin admin = admin()) {
      admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
    }
  }

  /** Sends values one after the other to partition after partition. */
  public void send(String topic, int partitions, List<byte[]> values) throws Exception {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (byte[] value : values) {
        sent.add(producer.send(new ProducerRecord<>(topic, sent.size() % partitions, null, value)));
      }
    }
    for (Future<RecordMetadata> each : sent) {
      each.get();
    }
  }

  /** Deletes the records of a partition before an offset, as retention does. */
  public void deleteBefore(TopicPartition partition, long offset) throws Exception {
    try (Admin admin = admin()) {
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset))).all().get();
    }
  }

  /** Sends values with keys, headers and times that nobody can have meant. */
  public void poison(String topic, int partitions, List<byte[]> values) throws Exception {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    long[] times = {0, 1, Long.MAX_VALUE / 2, 4_070_908_800_000L};
    byte[][] keys = {{}, {0}, {(byte) 0xff, (byte) 0xfe}, new byte[10_000]};
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (byte[] value : values) {
        int i = sent.size();
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(
                topic, i % partitions, times[i % times.length], keys[i / 2 % keys.length], value);
        record.headers().add("", new byte[] {(byte) 0xc3, 0x28}).add("throng-own", new byte[0]);
        sent.add(producer.send(record));
      }
    }
    for (Future<RecordMetadata> each : sent) {
      each.get();
    }
  }

  /** A producer of bytes. */
  public KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", address()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** Ends it at once (SIGKILL). */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Starts it again, and waits until it answers. */
  public void restart() throws Exception {
    process = serve(folder);
    await();
  }

  @Override
  public void close() {
    kill();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The hook runs already.
    }
  }
}
