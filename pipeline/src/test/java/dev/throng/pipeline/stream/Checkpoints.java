package dev.throng.pipeline.stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.pipeline.LocalCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The checkpoints and savepoints of the only job of a cluster. */
final class Checkpoints {
  private Checkpoints() {}

  /** Waits until the job has taken that many checkpoints more than it has now. */
  static void await(StreamProcess stream, LocalCluster cluster, int more) throws Exception {
    stream.await("an answer", () -> count(cluster) >= 0);
    long before = Math.max(0, count(cluster));
    stream.await("checkpoints", () -> count(cluster) >= before + more);
  }

  /** How many it has taken; less than 0 while the JobManager does not know. */
  private static long count(LocalCluster cluster) throws InterruptedException {
    try {
      String job = running(cluster);
      return job.isEmpty()
          ? -1
          : cluster.rest("/jobs/" + job + "/checkpoints").path("counts").path("completed").asLong();
    } catch (IOException notYet) {
      return -1;
    }
  }

  private static String running(LocalCluster cluster) throws IOException, InterruptedException {
    for (JsonNode job : cluster.rest("/jobs").path("jobs")) {
      if (job.path("status").asText().equals("RUNNING")) {
        return job.path("id").asText();
      }
    }
    return "";
  }

  /** Takes a savepoint and ends the job with it; gives its place. */
  static String savepoint(StreamProcess stream, LocalCluster cluster, Path folder)
      throws Exception {
    return savepoint(stream, cluster, folder, "NATIVE");
  }

  /**
   * The same in a form.
   *
   * @param form {@code NATIVE}, or {@code CANONICAL}, which any state backend reads
   */
  static String savepoint(StreamProcess stream, LocalCluster cluster, Path folder, String form)
      throws Exception {
    return taken(
        stream,
        cluster,
        "savepoints",
        "\"cancel-job\": true, \"formatType\": \"%s\", \"target-directory\": \"file://%s\""
            .formatted(form, folder));
  }

  /** Drains the job: it hears of the end of time, takes a savepoint and ends. */
  static void drain(StreamProcess stream, LocalCluster cluster, Path folder) throws Exception {
    taken(
        stream,
        cluster,
        "stop",
        "\"drain\": true, \"targetDirectory\": \"file://%s\"".formatted(folder));
  }

  private static String taken(
      StreamProcess stream, LocalCluster cluster, String how, String members) throws Exception {
    String job = running(cluster);
    String trigger =
        cluster.post("/jobs/" + job + "/" + how, "{" + members + "}").path("request-id").asText();
    String[] place = {""};
    stream.awaitEnd(
        "a savepoint",
        () -> {
          JsonNode answer = cluster.rest("/jobs/" + job + "/savepoints/" + trigger);
          place[0] = answer.path("operation").path("location").asText("");
          if (answer.path("operation").has("failure-cause")) {
            throw new AssertionError("no savepoint: " + answer.path("operation"));
          }
          return !place[0].isEmpty();
        });
    return place[0];
  }

  /** The whole checkpoints below a folder, the newest first. */
  static List<Path> kept(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.getFileName().toString().equals("_metadata"))
          .map(Path::getParent)
          .sorted(Comparator.comparingLong(Checkpoints::number).reversed())
          .toList();
    }
  }

  private static long number(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().substring("chk-".length()));
  }
}
