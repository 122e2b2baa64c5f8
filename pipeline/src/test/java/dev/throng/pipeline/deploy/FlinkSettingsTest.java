package dev.throng.pipeline.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each setting of Flink in a manifest is one that Flink has, with a value that it takes. */
class FlinkSettingsTest {
  @Test
  void allAreKnown() throws Exception {
    JsonNode compose = Manifest.one("docker/flink.yaml").content();
    JsonNode kubernetes =
        Manifest.one("kubernetes/stream/stream.yaml").content().at("/spec/flinkConfiguration");
    assertEquals(List.of(), FlinkSettings.faults(compose));
    assertEquals(List.of(), FlinkSettings.faults(kubernetes));
  }

  @Test
  void faultsAreFound() throws Exception {
    assertEquals(
        List.of(
            "Flink does not know state.checkpoint.dir",
            "taskmanager.numberOfTaskSlots cannot be \"many\"",
            "taskmanager.memory.managed.size cannot be \"1 apple\""),
        FlinkSettings.faults(
            new ObjectMapper()
                .readTree(
                    """
                    {"state.checkpoint.dir": "file:///x", "taskmanager.numberOfTaskSlots": "many",
                     "taskmanager.memory.managed.size": "1 apple"}
                    """)));
  }
}
