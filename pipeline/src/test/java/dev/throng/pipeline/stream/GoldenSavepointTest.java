package dev.throng.pipeline.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.pipeline.LocalCluster;
import dev.throng.pipeline.run.Runs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job goes on, with the code of today, from a savepoint that an earlier one took in the middle of
 * its windows, and what it says in the end is what a run over files says (F20). The savepoint, its
 * keys, its inputs and what was published by then lie beside the tests.
 */
class GoldenSavepointTest {
  private static final String GOLDEN = "golden-stream.zip";
  private static final Path PLACE = Path.of("src/test/resources/dev/throng/pipeline", GOLDEN);
  private static final int PARTITIONS = 2;

  /** A savepoint holds the brokers that it was taken with (F41). */
  private static final int PORT = 19_517;

  private static final String WHAT_TO_DO =
      """
      the code of today does not go on from a savepoint of yesterday's: whoever upgrades would lose \
      their state. Keep the names of steps, states and timers, the forms of what lies in state, and \
      the classes of sources (F20, F41); new ones may be added. Where it must be, say in CHANGELOG.md \
      that jobs over topics begin anew, and make the savepoint anew:
        ./mvnw -pl pipeline -am test -Dtest=GoldenSavepointTest -Dsurefire.failIfNoSpecifiedTests=false \
      -Dthrong.golden=make
      """;

  @TempDir Path folder;

  @Test
  @DisabledIfSystemProperty(named = "throng.golden", matches = "make")
  void aJobGoesOnFromASavepointOfAnEarlierOne() throws Exception {
    unpack();
    StreamSite site = new StreamSite(folder, Files.readString(folder.resolve("reports.yaml")));
    Runs.batch(site.files(lines("events"), lines("facts")));
    SortedMap<String, String> expected = site.tables("files");
    SortedMap<String, String> before = site.tables("topics");
    assertTrue(expected.keySet().containsAll(before.keySet()), "what was out is a part");
    assertFalse(before.isEmpty(), "some windows were out");
    assertTrue(before.size() < expected.size(), "others were open");
    try (Broker broker = Broker.start(folder.resolve("broker"), PORT);
        LocalCluster cluster = LocalCluster.start(folder.resolve("cluster"), 1, 2)) {
      // Who began anew would read these in the place of what the savepoint knows.
      send(
          broker,
          Collections.nCopies(lines("facts").size(), TopicInputs.LAST_FACT),
          Collections.nCopies(lines("first").size(), "[]".getBytes(UTF_8)));
      broker.send(StreamSite.EVENTS, PARTITIONS, lines("rest"));
      broker.send(
          StreamSite.EVENTS, PARTITIONS, Collections.nCopies(PARTITIONS, TopicInputs.LAST_EVENT));
      site.topics("topics", broker, "1h", "");
      try (StreamProcess stream =
          StreamProcess.on(
              cluster,
              site.file("topics.yaml"),
              StreamSite.OFTEN[0],
              "--numberOfExecutionRetries=0",
              "--savepointPath=" + savepoint())) {
        stream.await(
            "all windows",
            () ->
                site.tables("topics").keySet().containsAll(expected.keySet())
                    && site.stored("topics").size() == site.stored("files").size());
      } catch (AssertionError failed) {
        throw new AssertionError(WHAT_TO_DO, failed);
      }
      assertEquals(expected, site.tables("topics"), WHAT_TO_DO);
      assertEquals(site.stored("files"), site.stored("topics"), WHAT_TO_DO);
    }
  }

  /** Makes the savepoint anew. */
  @Test
  @EnabledIfSystemProperty(named = "throng.golden", matches = "make")
  void make() throws Exception {
    TopicInputs inputs = new TopicInputs(5, 500, 40);
    StreamSite site = new StreamSite(folder, StreamReports.TEXT);
    Runs.batch(site.files(inputs));
    List<List<byte[]>> parts = inputs.parts(3, PARTITIONS);
    List<byte[]> first = new ArrayList<>(parts.get(0));
    first.addAll(parts.get(1));
    write("events", inputs.events);
    write("facts", inputs.facts);
    write("first", first);
    write("rest", parts.get(2));
    try (Broker broker = Broker.start(folder.resolve("broker"), PORT);
        LocalCluster cluster = LocalCluster.start(folder.resolve("cluster"), 1, 2)) {
      send(broker, inputs.facts, first);
      site.topics("topics", broker, "1h", "");
      try (StreamProcess stream =
          StreamProcess.on(cluster, site.file("topics.yaml"), StreamSite.OFTEN[0])) {
        stream.await("rejections", () -> !site.rejections("topics").isEmpty());
        stream.await("windows", () -> site.tables("topics").size() > 3);
        Checkpoints.savepoint(stream, cluster, folder.resolve("savepoint"), "CANONICAL");
      }
    }
    pack();
  }

  private static void send(Broker broker, List<byte[]> facts, List<byte[]> first) throws Exception {
    broker.topic(StreamSite.EVENTS, PARTITIONS);
    broker.topic(StreamSite.LEDGER, PARTITIONS);
    broker.send(StreamSite.LEDGER, PARTITIONS, facts);
    broker.send(
        StreamSite.LEDGER, PARTITIONS, Collections.nCopies(PARTITIONS, TopicInputs.LAST_FACT));
    broker.send(StreamSite.EVENTS, PARTITIONS, first);
  }

  private Path savepoint() throws IOException {
    try (Stream<Path> found = Files.list(folder.resolve("savepoint"))) {
      return found.findFirst().orElseThrow();
    }
  }

  private void write(String name, List<byte[]> lines) throws IOException {
    List<String> texts = lines.stream().map(line -> new String(line, UTF_8)).toList();
    Files.writeString(folder.resolve(name + ".lines"), String.join("\n", texts));
  }

  private List<byte[]> lines(String name) throws IOException {
    List<byte[]> lines = new ArrayList<>();
    for (String line : Files.readString(folder.resolve(name + ".lines")).split("\n", -1)) {
      lines.add(line.getBytes(UTF_8));
    }
    return lines;
  }

  private void pack() throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(PLACE))) {
      for (String kept :
          List.of(
              "events.lines",
              "facts.lines",
              "first.lines",
              "rest.lines",
              "reports.yaml",
              "keys",
              "master.key",
              "topics-store",
              "topics",
              "savepoint")) {
        try (Stream<Path> files = Files.walk(folder.resolve(kept))) {
          for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
            zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
            Files.copy(file, zip);
            zip.closeEntry();
          }
        }
      }
    }
  }

  private void unpack() throws IOException {
    try (InputStream packed = LocalCluster.class.getResourceAsStream(GOLDEN);
        ZipInputStream zip = new ZipInputStream(Objects.requireNonNull(packed, GOLDEN))) {
      for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
        Path file = folder.resolve(each.getName()).normalize();
        Files.createDirectories(Objects.requireNonNull(file.getParent(), "a folder"));
        Files.copy(zip, file);
      }
    }
    // A zip knows no modes, and keys are for nobody else.
    for (String own : List.of("keys", "master.key", "topics-store")) {
      try (Stream<Path> files = Files.walk(folder.resolve(own))) {
        for (Path file : files.toList()) {
          String mode = Files.isDirectory(file) ? "rwx------" : "rw-------";
          Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        }
      }
    }
  }
}
