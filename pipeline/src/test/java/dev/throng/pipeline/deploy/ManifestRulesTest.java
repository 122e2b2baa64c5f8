package dev.throng.pipeline.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each manifest keeps the house rules, and whoever breaks one is found out. */
class ManifestRulesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void allAreKept() throws IOException {
    List<Manifest> all = Manifest.kubernetes();
    List<String> faults = new ArrayList<>(KubernetesRules.faultsTogether(all));
    all.forEach(each -> faults.addAll(KubernetesRules.faults(each)));
    faults.addAll(ComposeRules.faults(Manifest.compose()));
    assertEquals(List.of(), faults);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Job|/spec/template/spec/securityContext/runAsNonRoot|false|it may be root",
        "Job|/spec/template/spec/securityContext/runAsUser|0|it is root",
        "Job|/spec/template/spec/securityContext/seccompProfile|null|no seccomp",
        "Job|/spec/template/spec/containers/0/image|\"throng\"|may be another",
        "Job|/spec/template/spec/containers/0/image|\"throng:latest\"|may be another",
        "Job|/spec/template/spec/containers/0/securityContext/capabilities|{}|capabilities",
        "Job|/spec/template/spec/containers/0/resources|{}|no limit of memory",
        "Job|/spec/template/spec/containers/0/env/0|{\"name\":\"MASTER_KEY\",\"value\":\"x\"}|a secret",
        "Job|/spec/template/spec/containers/0/env/0|{\"name\":\"X\",\"valueFrom\":{}}|a secret",
        "Job|/spec/template/spec/automountServiceAccountToken|true|may ask Kubernetes",
        "CronJob|/spec/jobTemplate/spec/template/spec/hostNetwork|true|hostNetwork",
        "CronJob|/spec/jobTemplate/spec/template/spec/volumes/0|{\"hostPath\":{}}|into its host",
        "CronJob|/metadata/namespace|\"default\"|not in the namespace",
        "FlinkDeployment|/spec/podTemplate/spec/containers/0/securityContext/readOnlyRootFilesystem|false|write to its root",
        "FlinkDeployment|/spec/podTemplate/spec/containers/0/securityContext/allowPrivilegeEscalation|true|more than it is",
        "FlinkDeployment|/spec/ingress|{}|REST is exposed",
        "FlinkDeployment|/spec/flinkConfiguration/kubernetes.rest-service.exposed.type|\"LoadBalancer\"|REST is exposed",
        "FlinkDeployment|/spec/flinkConfiguration/state.checkpoints.dir|\"file:///tmp/checkpoints\"|is lost",
        "FlinkDeployment|/spec/podTemplate/spec/volumes/1/secret/defaultMode|420|readable for others",
        "NetworkPolicy|/spec/ingress|[{}]|open to all",
        "NetworkPolicy|/spec/egress|[{\"to\":[{\"ipBlock\":{\"cidr\":\"0.0.0.0/0\"}}],\"ports\":[1]}]|open to all",
        "NetworkPolicy|/spec/ingress|[{\"from\":[{\"podSelector\":{\"a\":1}}],\"ports\":[{\"port\":8081}]}]|REST is exposed",
        "PersistentVolumeClaim|/spec/storageClassName|\"standard\"|not be encrypted",
        "Namespace|/metadata/labels|{}|lets any pod in",
        "Role|/rules/0/resources|[\"secrets\"]|more than lead",
        "ServiceAccount|/kind|\"Service\"|does not belong here",
      })
  void faultsInKubernetesAreFound(String kind, String at, String value, String fault)
      throws IOException {
    Manifest manifest =
        Manifest.kubernetes().stream()
            .filter(each -> each.kind().equals(kind))
            .findFirst()
            .orElseThrow();
    String found = KubernetesRules.faults(changed(manifest, at, value)).toString();
    assertTrue(found.contains(fault), found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/services/kafka/user|\"0:0\"|root",
        "/services/kafka/read_only|false|write to its root",
        "/services/kafka/ports|[\"9094:9094\"]|open to others",
        "/services/jobmanager/ports|[\"127.0.0.1:8081:8081\"]|REST is exposed",
        "/services/jobmanager/image|\"throng\"|may be another",
        "/services/jobmanager/cap_add|[\"SYS_ADMIN\"]|cap_add",
        "/services/jobmanager/volumes|[\"/var/run/docker.sock:/sock\"]|into its host",
        "/services/postgres/environment/POSTGRES_PASSWORD|\"postgres\"|a secret",
        "/services/postgres/healthcheck|null|how it is",
        "/services/grafana/deploy|{}|no limit of memory",
        "/networks/inside/internal|false|leads outside",
        "/secrets/grafana_password/file|\"./grafana.txt\"|lies elsewhere",
      })
  void faultsInComposeAreFound(String at, String value, String fault) throws IOException {
    String found = ComposeRules.faults(changed(Manifest.compose(), at, value)).toString();
    assertTrue(found.contains(fault), found);
  }

  @Test
  void withoutTheFirstPolicyNothingIsDenied() throws IOException {
    List<Manifest> all = new ArrayList<>(Manifest.kubernetes());
    all.removeIf(each -> each.name().equals("nothing"));
    assertEquals(1, KubernetesRules.faultsTogether(all).size());
  }

  /** With another value, or without one where it is null. */
  private static Manifest changed(Manifest manifest, String at, String value) throws IOException {
    JsonNode content = manifest.content().deepCopy();
    JsonNode parent = content.at(at.substring(0, at.lastIndexOf('/')));
    String key = at.substring(at.lastIndexOf('/') + 1);
    if (parent instanceof ArrayNode list) {
      list.set(Integer.parseInt(key), JSON.readTree(value));
    } else if (value.equals("null")) {
      ((ObjectNode) parent).remove(key);
    } else {
      ((ObjectNode) parent).set(key, JSON.readTree(value));
    }
    return manifest.with(content);
  }
}
