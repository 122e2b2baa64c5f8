package dev.throng.pipeline.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image holds the jar and its launchers and nothing else, and passwords are made, not kept. */
class DockerfileTest {
  private static final Path DOCKER = Manifest.ROOT.resolve("deploy/docker");

  @TempDir Path folder;

  private static List<String> dockerfile() throws IOException {
    return Files.readAllLines(DOCKER.resolve("Dockerfile")).stream()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .toList();
  }

  @Test
  void itIsFlinkOfOurVersionAndNobodyIsRoot() throws IOException {
    List<String> lines = dockerfile();
    assertEquals(
        "FROM flink:" + EnvironmentInformation.getVersion() + "-scala_2.12-java17", lines.get(0));
    assertEquals("USER 9999:9999", lines.get(lines.size() - 1));
    assertEquals(
        "9999:9999", Manifest.compose().content().at("/services/jobmanager/user").asText());
  }

  @Test
  void itHoldsTheJarAndTheLaunchers() throws IOException {
    TreeSet<String> copied = new TreeSet<>();
    for (String line : dockerfile()) {
      if (line.startsWith("COPY ")) {
        List<String> words =
            Arrays.stream(line.split(" ")).filter(word -> !word.startsWith("--")).toList();
        copied.addAll(words.subList(1, words.size() - 1));
      }
    }
    assertEquals(
        new TreeSet<>(List.of("pipeline/target/throng.jar", "throng", "deploy/docker/stream")),
        copied);
    TreeSet<String> sent = new TreeSet<>();
    for (String line : Files.readAllLines(DOCKER.resolve("Dockerfile.dockerignore"))) {
      if (line.startsWith("!")) {
        sent.add(line.substring(1));
      }
    }
    assertEquals(copied, sent);
    // Flink finds an application's jar here only.
    assertTrue(dockerfile().stream().anyMatch(line -> line.contains(" /opt/flink/usrlib/")));
  }

  @Test
  void volumesBelongToWhoeverUsesThem() throws IOException {
    String made =
        dockerfile().stream().filter(line -> line.startsWith("RUN ")).findFirst().orElseThrow();
    for (String service : List.of("jobmanager", "taskmanager")) {
      for (JsonNode volume : Manifest.compose().content().at("/services/" + service + "/volumes")) {
        List<String> parts = Splitter.on(':').splitToList(volume.asText());
        if (!parts.get(0).startsWith(".")) {
          assertTrue((made + " ").contains(" " + parts.get(1) + " "), volume.asText());
        }
      }
    }
  }

  @Test
  void passwordsAreMadeAtRandomAndOnce() throws Exception {
    Map<String, String> made = secrets("one");
    TreeSet<String> named = new TreeSet<>();
    for (JsonNode secret : Manifest.compose().content().path("secrets")) {
      named.add(Path.of(secret.path("file").asText()).getFileName().toString());
    }
    assertEquals(named, made.keySet());
    assertEquals(made, secrets("one"), "what is there stays");
    Map<String, String> other = secrets("other");
    for (String name : named) {
      assertNotEquals(made.get(name), other.get(name), name);
    }
    assertTrue(made.get("postgres_password").matches("[A-Za-z0-9]{32}"));
    assertEquals(
        "user=throng\npassword=" + made.get("postgres_password"),
        made.get("postgres.properties").strip());
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve("one/secrets"))));
  }

  private Map<String, String> secrets(String name) throws Exception {
    Path place = Files.createDirectories(folder.resolve(name));
    Path script = place.resolve("secrets.sh");
    if (!Files.exists(script)) {
      Files.copy(DOCKER.resolve("secrets.sh"), script);
    }
    Process process =
        new ProcessBuilder("sh", script.toString())
            .redirectErrorStream(true)
            .redirectOutput(place.resolve("said").toFile())
            .start();
    assertEquals(0, process.waitFor());
    Map<String, String> made = new TreeMap<>();
    try (Stream<Path> files = Files.list(place.resolve("secrets"))) {
      for (Path file : files.toList()) {
        made.put(file.getFileName().toString(), Files.readString(file));
        assertTrue(
            !Files.readString(place.resolve("said")).contains(Files.readString(file).strip()));
      }
    }
    return made;
  }
}
