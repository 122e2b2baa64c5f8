package dev.throng.pipeline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.pipeline.deploy.Manifest;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.run.Engine;
import dev.throng.transforms.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** What the manifests of {@code deploy} tell Throng to do, it can do, and their jobs are jobs. */
class DeployedArgumentsTest {
  private static final Instant NOW = Instant.parse("2026-06-10T00:00:00Z");

  @TempDir Path folder;

  @Test
  void theStreamOfKubernetes() throws IOException {
    JsonNode spec = Manifest.one("kubernetes/stream/stream.yaml").content().path("spec");
    assertEquals(Throng.class.getName(), spec.at("/job/entryClass").asText());
    List<String> arguments = texts(spec.at("/job/args"));
    Job job = job(spec.at("/podTemplate/spec"), arguments);
    assertTrue(job.events().isStream());
    assertSettled(arguments, spec.at("/job/parallelism").asInt());
    int slots =
        spec.at("/taskManager/replicas").asInt()
            * spec.path("flinkConfiguration").path("taskmanager.numberOfTaskSlots").asInt();
    assertTrue(slots >= spec.at("/job/parallelism").asInt(), "there are slots enough");
  }

  @Test
  void theBatchOfKubernetes() throws IOException {
    int seen = 0;
    for (Manifest manifest : Manifest.kubernetes()) {
      JsonNode job = manifest.content().path("spec");
      if (manifest.kind().equals("CronJob")) {
        job = job.at("/jobTemplate/spec");
      } else if (!manifest.kind().equals("Job")) {
        continue;
      }
      JsonNode pod = job.at("/template/spec");
      JsonNode container = pod.at("/containers/0");
      assertEquals(List.of("throng"), texts(container.path("command")));
      List<String> arguments = texts(container.path("args"));
      assertTrue(!job(pod, arguments).events().isStream(), manifest.toString());
      seen++;
    }
    assertEquals(3, seen);
  }

  @Test
  void theStreamOfCompose() throws Exception {
    JsonNode service = Manifest.compose().content().at("/services/jobmanager");
    List<String> command = texts(service.path("command"));
    List<String> told = launched(command, "nothing to go on from");
    assertEquals(
        List.of("standalone-job", "--job-classname", Throng.class.getName()), told.subList(0, 3));
    List<String> arguments = told.subList(3, told.size());
    Path file = Manifest.ROOT.resolve("deploy/docker").resolve(fileOf(service, arguments.get(1)));
    assertTrue(JobFile.read(parsed(arguments, file), NOW).events().isStream());
    assertSettled(arguments, 2);
    assertEquals(
        2,
        Manifest.one("docker/flink.yaml").content().path("taskmanager.numberOfTaskSlots").asInt());
  }

  @Test
  void theStreamOfComposeGoesOnFromTheNewestThatIsWhole() throws Exception {
    Path checkpoints = folder.resolve("state/checkpoints/some job");
    whole(checkpoints.resolve("chk-3"), 3_000);
    whole(checkpoints.resolve("chk-10"), 10_000);
    Files.createDirectories(checkpoints.resolve("chk-11"));
    List<String> told = launched(List.of("stream", "job.yaml"), "");
    assertEquals(
        List.of("--fromSavepoint", checkpoints.resolve("chk-10").toString(), "run", "job.yaml"),
        told.subList(3, 7));
    Path savepoint = folder.resolve("state/savepoints/savepoint-1");
    whole(savepoint, 20_000);
    told = launched(List.of("stream", "job.yaml", "--parallelism=4"), "");
    assertEquals(savepoint.toString(), told.get(4));
    assertEquals("--parallelism=4", told.get(told.size() - 1));
    assertEquals("run", launched(List.of("stream", "job.yaml"), "nothing").get(3));
  }

  @Test
  void faultsAreFound() throws IOException {
    Path job = Manifest.ROOT.resolve("deploy/docker/job.yaml");
    assertThrows(
        IllegalArgumentException.class,
        () -> parsed(List.of("retain", "job.yaml", "--paralelism=2"), job));
    assertThrows(
        CommandLine.ParameterException.class, () -> parsed(List.of("rum", "job.yaml"), job));
    assertThrows(
        IllegalArgumentException.class,
        () -> assertSettled(List.of("run", "job.yaml", "--paralelism=2"), 2));
    Path broken = folder.resolve("job.yaml");
    Files.writeString(broken, Files.readString(job).replace("grace:", "grase:"));
    assertThrows(SettingsException.class, () -> JobFile.read(broken.toString(), NOW));
  }

  private static void whole(Path checkpoint, long time) throws IOException {
    Files.createDirectories(checkpoint);
    Path metadata = Files.writeString(checkpoint.resolve("_metadata"), "");
    assertTrue(metadata.toFile().setLastModified(time));
  }

  /** What the launcher in the image says to Flink's own. */
  private List<String> launched(List<String> command, String from) throws Exception {
    Path said = folder.resolve("said");
    Path flink = folder.resolve("flink.sh");
    Files.writeString(flink, "#!/bin/sh\nprintf '%s\\n' \"$@\" >'" + said + "'\n");
    assertTrue(flink.toFile().setExecutable(true));
    List<String> all =
        new ArrayList<>(List.of(Manifest.ROOT.resolve("deploy/docker/stream").toString()));
    assertEquals("stream", command.get(0));
    all.addAll(command.subList(1, command.size()));
    ProcessBuilder process = new ProcessBuilder(all);
    process
        .environment()
        .putAll(
            Map.of(
                "STATE", folder.resolve("state").toString(),
                "ENTRYPOINT", flink.toString(),
                "FROM", from.startsWith("nothing") ? "nothing" : ""));
    process.inheritIO();
    assertEquals(0, process.start().waitFor());
    return Files.readAllLines(said);
  }

  /** The job that a pod is told to do, as it finds it in its volumes. */
  private Job job(JsonNode pod, List<String> arguments) throws IOException {
    Path place = Path.of(arguments.get(1));
    String volume = "";
    for (JsonNode mount : pod.at("/containers/0/volumeMounts")) {
      if (place.startsWith(mount.path("mountPath").asText())) {
        volume = mount.path("name").asText();
      }
    }
    String settings = "";
    for (JsonNode each : pod.path("volumes")) {
      if (each.path("name").asText().equals(volume)) {
        settings = each.at("/configMap/name").asText();
      }
    }
    Path there = Files.createDirectories(folder.resolve(settings));
    for (Manifest manifest : Manifest.kubernetes()) {
      if (manifest.kind().equals("ConfigMap") && manifest.name().equals(settings)) {
        for (Map.Entry<String, JsonNode> file : manifest.content().path("data").properties()) {
          Files.writeString(there.resolve(file.getKey()), file.getValue().asText());
        }
      }
    }
    Job job = JobFile.read(parsed(arguments, there.resolve(place.getFileName().toString())), NOW);
    assertMounted(pod, job.keys().toString());
    return job;
  }

  private static void assertMounted(JsonNode pod, String keys) {
    List<String> mounted = texts(pod.at("/containers/0/volumeMounts"), "mountPath");
    for (String place : List.of("/keys", "/secrets/master")) {
      assertTrue(mounted.contains(place), place);
      assertTrue(keys.contains(place + "/"), keys);
    }
  }

  /** Where the file of this machine lies that a service finds at that place. */
  private static String fileOf(JsonNode service, String place) {
    for (JsonNode volume : service.path("volumes")) {
      String text = volume.asText();
      if (text.endsWith(":" + place + ":ro")) {
        return text.substring(0, text.indexOf(':'));
      }
    }
    throw new AssertionError("no volume has " + place);
  }

  /** Parses the arguments as Throng and its engine do, and gives the job's file. */
  private static String parsed(List<String> arguments, Path file) {
    List<String> all = new ArrayList<>(arguments);
    all.set(1, file.toString());
    ParseResult command = Throng.command().parseArgs(all.toArray(String[]::new)).subcommand();
    Engine.of(
        command.matchedPositionals().stream()
            .flatMap(each -> each.originalStringValues().stream())
            .filter(each -> each.startsWith("--"))
            .distinct()
            .toArray(String[]::new));
    return command.matchedPositionalValue(0, "");
  }

  private static void assertSettled(List<String> arguments, int parallelism) {
    List<String> options = arguments.stream().filter(each -> each.startsWith("--")).toList();
    Engine.ofStream(options.toArray(String[]::new));
    for (String option :
        List.of("--runner=FlinkRunner", "--flinkMaster=[auto]", "--parallelism=" + parallelism)) {
      assertTrue(options.contains(option), option);
    }
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  private static List<String> texts(JsonNode list, String key) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.path(key).asText()));
    return texts;
  }
}
