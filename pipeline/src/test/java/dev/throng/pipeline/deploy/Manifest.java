package dev.throng.pipeline.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * One document of a YAML file below {@code deploy}.
 *
 * @param file its path below {@code deploy}
 */
public record Manifest(String file, JsonNode content) {
  /** The root of the tree. */
  public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Path DEPLOY = ROOT.resolve("deploy");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** All resources of Kubernetes. */
  public static List<Manifest> kubernetes() throws IOException {
    List<Manifest> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(DEPLOY.resolve("kubernetes"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList()) {
        all.addAll(read(DEPLOY.relativize(file).toString()));
      }
    }
    return all;
  }

  /** The compose file. */
  public static Manifest compose() throws IOException {
    return one("docker/compose.yaml");
  }

  /** The only document of a file. */
  public static Manifest one(String file) throws IOException {
    List<Manifest> all = read(file);
    if (all.size() != 1) {
      throw new IOException(file + " has " + all.size() + " documents");
    }
    return all.get(0);
  }

  private static List<Manifest> read(String file) throws IOException {
    Load load = new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build());
    List<Manifest> all = new ArrayList<>();
    for (Object document : load.loadAllFromString(Files.readString(DEPLOY.resolve(file)))) {
      JsonNode content = JSON.valueToTree(document);
      all.add(new Manifest(file, file.startsWith("docker/") ? Merged.of(content) : content));
    }
    return all;
  }

  /** The same with another content. */
  Manifest with(JsonNode changed) {
    return new Manifest(file, changed);
  }

  /** The resource's kind, or nothing. */
  public String kind() {
    return content.path("kind").asText();
  }

  /** The resource's name, or nothing. */
  public String name() {
    return content.path("metadata").path("name").asText();
  }

  @Override
  public String toString() {
    return file + " " + kind() + " " + name();
  }
}
