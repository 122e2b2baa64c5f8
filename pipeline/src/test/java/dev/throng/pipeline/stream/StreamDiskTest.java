package dev.throng.pipeline.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.throng.pipeline.run.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk of outputs and checkpoints is full, and later has room again: a file system of its own,
 * in a name space of the process.
 */
class StreamDiskTest {
  private static final int PARTITIONS = 2;

  @TempDir Path folder;

  @Test
  void whatIsPublishedWaitsForRoomAndIsWholeBefore() throws Exception {
    assumeTrue(ends("unshare", "-rm", "true"), "name spaces of users are not allowed here");
    TopicInputs inputs = new TopicInputs(17, 3_000, 200);
    StreamSite site = new StreamSite(folder, StreamReports.TEXT);
    Runs.batch(site.files(inputs));
    SortedMap<String, String> expected = site.tables("files");
    SortedMap<String, Long> outcomes = site.outcomesOfFiles();
    outcomes.put("dropped duplicate", (long) inputs.sent.size() - inputs.events.size());
    Path disk = Files.createDirectory(folder.resolve("topics"));
    Path flink = Files.createDirectory(folder.resolve("flink"));
    Files.writeString(
        flink.resolve("config.yaml"),
        "state.storage.fs.memory-threshold: 0b\nstate.checkpoints.dir: 'file://"
            + disk.resolve("checkpoints")
            + "'\n");
    try (Broker broker = Broker.start(folder.resolve("broker"))) {
      broker.topic(StreamSite.EVENTS, PARTITIONS);
      broker.topic(StreamSite.LEDGER, PARTITIONS);
      broker.send(StreamSite.LEDGER, PARTITIONS, inputs.facts);
      broker.send(StreamSite.EVENTS, PARTITIONS, inputs.sent);
      site.topics("topics", broker, "2s", "");
      List<String> options = new ArrayList<>(List.of(StreamSite.OFTEN));
      options.add("--flinkConfDir=" + flink);
      try (StreamProcess stream =
          StreamProcess.start(
              List.of(
                  "unshare",
                  "-rm",
                  "sh",
                  "-c",
                  "mount -t tmpfs -o size=128k none " + disk + " && exec \"$@\"",
                  "sh"),
              site.file("topics.yaml"),
              options.toArray(String[]::new))) {
        StreamSite within =
            new StreamSite(Path.of("/proc/" + stream.pid() + "/root" + folder), StreamReports.TEXT);
        // Readers that are cut off, since another task failed, say so.
        stream.await(
            "a job that fails and begins anew",
            () -> stream.log().contains("java.lang.InterruptedException"));
        within
            .tables("topics")
            .forEach((table, text) -> assertEquals(expected.get(table), text, table));
        assertTrue(
            ends(
                "nsenter",
                "--target=" + stream.pid(),
                "--user",
                "--mount",
                "--preserve-credentials",
                "mount",
                "-o",
                "remount,size=500m",
                disk.toString()));
        stream.await(
            "all windows and counts",
            () ->
                within.tables("topics").keySet().containsAll(expected.keySet())
                    && within.outcomesOfTopics("topics").equals(outcomes)
                    && within.stored("topics").size() == site.stored("files").size());
        assertEquals(expected, within.tables("topics"));
        assertEquals(site.stored("files"), within.stored("topics"));
      }
    }
  }

  /** Whether a command is there and ends well. */
  private static boolean ends(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException notThere) {
      return false;
    }
  }
}
