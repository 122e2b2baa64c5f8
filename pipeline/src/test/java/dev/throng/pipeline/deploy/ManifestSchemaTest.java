package dev.throng.pipeline.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each manifest is as the published schemas want it. */
class ManifestSchemaTest {
  private static final Schemas SCHEMAS = new Schemas();

  @Test
  void allAreValid() throws IOException {
    List<String> faults = new ArrayList<>();
    List<Manifest> all = new ArrayList<>(Manifest.kubernetes());
    all.add(Manifest.compose());
    assertTrue(all.size() > 15, "there are manifests");
    for (Manifest manifest : all) {
      faults.addAll(SCHEMAS.faults(manifest));
    }
    assertEquals(List.of(), faults);
  }

  @ParameterizedTest
  @CsvSource({
    "FlinkDeployment, /spec, flinkVersion, v1_99",
    "FlinkDeployment, /spec/job, paralelism, 2",
    "FlinkDeployment, /spec/podTemplate/spec, securitycontext, {}",
    "Job, /spec/template/spec, containers, none",
    "Job, /spec/template/spec/containers/0/securityContext, readOnlyRootFilesytem, true",
    "CronJob, /spec, concurencyPolicy, Forbid",
    "NetworkPolicy, /spec, podSelektor, {}",
    "PersistentVolumeClaim, /spec, accessModes, ReadWriteMany",
    "Role, /rules/0, verb, get",
    "'', /services/kafka, imag, apache/kafka",
    "'', /services/kafka, read_only, sometimes",
  })
  void faultsAreFound(String kind, String at, String key, String value) throws IOException {
    List<Manifest> all = new ArrayList<>(Manifest.kubernetes());
    all.add(Manifest.compose());
    Manifest manifest =
        all.stream().filter(each -> each.kind().equals(kind)).findFirst().orElseThrow();
    JsonNode content = manifest.content().deepCopy();
    ((ObjectNode) content.at(at)).put(key, value);
    List<String> faults = SCHEMAS.faults(manifest.with(content));
    assertTrue(
        faults.toString().contains(at + "/" + key) || faults.toString().contains("'" + key),
        faults.toString());
  }
}
