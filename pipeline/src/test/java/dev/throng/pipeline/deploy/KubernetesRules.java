package dev.throng.pipeline.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What no schema says: the house rules for resources of Kubernetes, as texts of faults. */
final class KubernetesRules {
  private final Manifest manifest;
  private final List<String> faults = new ArrayList<>();

  private KubernetesRules(Manifest manifest) {
    this.manifest = manifest;
  }

  /** What one manifest does that it must not. */
  static List<String> faults(Manifest manifest) {
    KubernetesRules rules = new KubernetesRules(manifest);
    JsonNode spec = manifest.content().path("spec");
    switch (manifest.kind()) {
      case "Job" -> rules.batch(spec);
      case "CronJob" -> rules.batch(spec.path("jobTemplate").path("spec"));
      case "FlinkDeployment" -> rules.deployment(spec);
      case "NetworkPolicy" -> rules.network(spec);
      case "PersistentVolumeClaim" -> rules.encrypted(spec);
      case "Namespace" ->
          rules.require(
              manifest
                  .content()
                  .at("/metadata/labels/pod-security.kubernetes.io~1enforce")
                  .asText()
                  .equals("restricted"),
              "the namespace lets any pod in");
      case "Role" -> rules.role();
      case "ConfigMap", "RoleBinding", "ServiceAccount" -> {}
      // Among them Secret, Service and Ingress: secrets are not kept here, and nothing is exposed.
      default -> rules.require(false, "a " + manifest.kind() + " does not belong here");
    }
    rules.require(
        manifest.kind().equals("Namespace")
            || manifest.content().at("/metadata/namespace").asText().equals("throng"),
        "it is not in the namespace");
    return rules.faults;
  }

  /** What all of them together do that they must not. */
  static List<String> faultsTogether(List<Manifest> all) {
    boolean denied =
        all.stream()
            .filter(each -> each.kind().equals("NetworkPolicy"))
            .map(each -> each.content().path("spec"))
            .anyMatch(
                spec ->
                    spec.path("podSelector").isEmpty()
                        && spec.path("policyTypes").toString().equals("[\"Ingress\",\"Egress\"]")
                        && !spec.has("ingress")
                        && !spec.has("egress"));
    return denied ? List.of() : List.of("no policy denies everything to all pods");
  }

  private void require(boolean holds, String fault) {
    if (!holds) {
      faults.add(manifest + ": " + fault);
    }
  }

  private void batch(JsonNode job) {
    JsonNode pod = job.at("/template/spec");
    pod(pod);
    require(
        pod.path("automountServiceAccountToken").isBoolean()
            && !pod.path("automountServiceAccountToken").asBoolean(),
        "it may ask Kubernetes");
    for (JsonNode container : pod.path("containers")) {
      image(container.path("image"));
      require(container.at("/resources/limits").has("memory"), "no limit of memory");
      require(container.at("/resources/requests").has("cpu"), "no processor time");
    }
  }

  private void deployment(JsonNode spec) {
    pod(spec.at("/podTemplate/spec"));
    image(spec.path("image"));
    require(!spec.has("ingress"), "Flink's REST is exposed");
    JsonNode flink = spec.path("flinkConfiguration");
    require(
        flink.path("kubernetes.rest-service.exposed.type").asText("ClusterIP").equals("ClusterIP"),
        "Flink's REST is exposed");
    require(
        flink.path("web.submit.enable").asText().equals("false"), "who reaches REST can run code");
    require(spec.path("mode").asText().equals("standalone"), "Flink itself makes pods");
    for (String part : List.of("jobManager", "taskManager")) {
      require(spec.path(part).path("resource").has("memory"), "no limit of memory");
      require(spec.path(part).path("resource").has("cpu"), "no processor time");
      require(!spec.path(part).has("podTemplate"), "pods that the rules do not look at");
    }
    for (String place :
        List.of("state.checkpoints.dir", "state.savepoints.dir", "high-availability.storageDir")) {
      require(
          onClaim(spec.at("/podTemplate/spec"), flink.path(place).asText()), place + " is lost");
    }
  }

  /** Whether a folder lies on a volume that stays. */
  private static boolean onClaim(JsonNode pod, String place) {
    for (JsonNode mount : pod.at("/containers/0/volumeMounts")) {
      if (place.startsWith("file://" + mount.path("mountPath").asText() + "/")) {
        for (JsonNode volume : pod.path("volumes")) {
          if (volume.path("name").equals(mount.path("name"))) {
            return volume.has("persistentVolumeClaim");
          }
        }
      }
    }
    return false;
  }

  private void pod(JsonNode pod) {
    JsonNode security = pod.path("securityContext");
    require(security.path("runAsNonRoot").asBoolean(), "it may be root");
    require(security.path("runAsUser").asInt() > 0, "it is root");
    require(
        security.at("/seccompProfile/type").asText().equals("RuntimeDefault"),
        "no seccomp profile");
    for (String shared : List.of("hostNetwork", "hostPID", "hostIPC", "initContainers")) {
      require(!pod.has(shared), "it has " + shared);
    }
    for (JsonNode volume : pod.path("volumes")) {
      require(!volume.has("hostPath"), "it reaches into its host");
      if (volume.has("ephemeral")) {
        encrypted(volume.at("/ephemeral/volumeClaimTemplate/spec"));
      }
      if (volume.has("secret")) {
        require(
            volume.at("/secret/defaultMode").asInt() == 0440, "a secret is readable for others");
      }
    }
    require(pod.path("containers").size() == 1, "it is not one container");
    for (JsonNode container : pod.path("containers")) {
      container(container);
    }
  }

  private void container(JsonNode container) {
    JsonNode security = container.path("securityContext");
    require(security.path("readOnlyRootFilesystem").asBoolean(), "it may write to its root");
    require(
        security.path("allowPrivilegeEscalation").isBoolean()
            && !security.path("allowPrivilegeEscalation").asBoolean(),
        "it may become more than it is");
    require(
        security.path("capabilities").toString().equals("{\"drop\":[\"ALL\"]}"),
        "it keeps capabilities");
    require(!security.path("privileged").asBoolean(), "it is privileged");
    require(!security.has("runAsUser"), "it is somebody else");
    require(!container.has("envFrom"), "an environment that nobody sees");
    for (JsonNode variable : container.path("env")) {
      require(
          variable.has("value") && !Secrets.named(variable.path("name").asText()),
          "a secret in the environment");
    }
    for (JsonNode mount : container.path("volumeMounts")) {
      require(
          !mount.path("mountPath").asText().startsWith("/secrets")
              || mount.path("readOnly").asBoolean(),
          "it may write to its secrets");
    }
  }

  private void image(JsonNode image) {
    require(Secrets.pinned(image.asText()), "the image may be another tomorrow");
  }

  private void encrypted(JsonNode claim) {
    require(
        Set.of("throng-encrypted", "throng-encrypted-disk")
            .contains(claim.path("storageClassName").asText()),
        "a volume that may not be encrypted");
  }

  private void role() {
    for (JsonNode rule : manifest.content().path("rules")) {
      require(
          rule.path("resources").toString().equals("[\"configmaps\"]")
              && !rule.path("verbs").toString().contains("*"),
          "it may do more than lead");
    }
  }

  private void network(JsonNode spec) {
    for (String way : List.of("ingress", "egress")) {
      for (JsonNode rule : spec.path(way)) {
        JsonNode others = rule.path(way.equals("ingress") ? "from" : "to");
        require(!others.isEmpty() && !rule.path("ports").isEmpty(), "a way that is open to all");
        for (JsonNode other : others) {
          boolean all =
              other.isEmpty()
                  || other.properties().stream().anyMatch(each -> each.getValue().isEmpty())
                  || other.at("/ipBlock/cidr").asText().endsWith("/0");
          require(!all, "a way that is open to all");
        }
        boolean rest =
            way.equals("ingress")
                && rule.path("ports").findValues("port").stream()
                    .anyMatch(port -> port.asInt() == 8081);
        require(!rest || others.toString().contains("flink-operator"), "Flink's REST is exposed");
      }
    }
  }
}
