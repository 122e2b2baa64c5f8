package dev.throng.pipeline.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The house rules for the compose file, as texts of faults. */
final class ComposeRules {
  private final List<String> faults = new ArrayList<>();

  private ComposeRules() {}

  /** What it does that it must not. */
  static List<String> faults(Manifest manifest) {
    ComposeRules rules = new ComposeRules();
    JsonNode content = manifest.content();
    for (Map.Entry<String, JsonNode> each : content.path("services").properties()) {
      rules.service(each.getKey(), each.getValue());
    }
    rules.require(
        content.at("/networks/inside/internal").asBoolean(), "networks", "inside leads outside");
    for (JsonNode secret : content.path("secrets")) {
      rules.require(
          secret.path("file").asText().startsWith("./secrets/"), "secrets", "it lies elsewhere");
    }
    return rules.faults;
  }

  private void require(boolean holds, String where, String fault) {
    if (!holds) {
      faults.add(where + ": " + fault);
    }
  }

  private void service(String name, JsonNode service) {
    require(Secrets.pinned(service.path("image").asText()), name, "the image may be another");
    require(service.path("user").asText().matches("[1-9]\\d*:[1-9]\\d*"), name, "it is root");
    require(service.path("read_only").asBoolean(), name, "it may write to its root");
    require(service.path("cap_drop").toString().equals("[\"ALL\"]"), name, "it keeps capabilities");
    require(
        service.path("security_opt").toString().contains("\"no-new-privileges:true\""),
        name,
        "it may become more than it is");
    for (String never :
        List.of("privileged", "cap_add", "network_mode", "pid", "ipc", "env_file", "devices")) {
      require(!service.has(never), name, "it has " + never);
    }
    require(
        service.at("/deploy/resources/limits").has("memory"), name, "it has no limit of memory");
    require(
        service.has("healthcheck") || service.path("restart").asText().equals("no"),
        name,
        "nobody asks how it is");
    for (JsonNode port : service.path("ports")) {
      require(port.asText().startsWith("127.0.0.1:"), name, "it is open to others");
      require(!port.asText().endsWith(":8081"), name, "Flink's REST is exposed");
    }
    for (Map.Entry<String, JsonNode> variable : service.path("environment").properties()) {
      require(!Secrets.named(variable.getKey()), name, "a secret in the environment");
    }
    for (JsonNode volume : service.path("volumes")) {
      String place = volume.asText();
      require(!place.startsWith("/"), name, "it reaches into its host");
      require(!place.startsWith(".") || place.endsWith(":ro"), name, "it may write to the tree");
    }
  }
}
