package dev.throng.pipeline.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.transforms.settings.SettingsException;
import java.beans.Introspector;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link StreamOption} says a job over topics runs with, it does run with. */
class StreamOptionTest {
  private static Object value(Engine engine, String name) throws Exception {
    Map<String, Method> getters = new HashMap<>();
    for (Method method : FlinkPipelineOptions.class.getMethods()) {
      String getter = method.getName().replaceFirst("^(get|is)(?=[A-Z])", "");
      if (method.getParameterCount() == 0 && !getter.equals(method.getName())) {
        getters.put(Introspector.decapitalize(getter), method);
      }
    }
    Method getter = getters.get(name);
    assertNotNull(getter, "Beam has an option " + name);
    return getter.invoke(engine.options().as(FlinkPipelineOptions.class));
  }

  @Test
  void eachIsSet() throws Exception {
    Engine engine = Engine.ofStream();
    for (StreamOption option : StreamOption.ALL) {
      Object value = value(engine, option.name());
      if (!option.value().isEmpty() && !option.name().equals("parallelism")) {
        assertEquals(option.value(), String.valueOf(value), option.name());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "checkpointingInterval, 5000",
    "parallelism, 3",
    "disableMetrics, true",
    "allowNonRestoredState, true",
    "flinkMaster, host:8081"
  })
  void whatIsGivenCounts(String name, String value) throws Exception {
    assertEquals(value, String.valueOf(value(Engine.ofStream("--" + name + "=" + value), name)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--streaming=false",
        "--checkpointingMode=AT_LEAST_ONCE",
        "--unalignedCheckpointEnabled=true",
        "--forceUnalignedCheckpointEnabled=true",
        "--objectReuse=false",
        "--fasterCopy=true"
      })
  void whatWouldMakeItWrongIsRefused(String option) {
    SettingsException fault = assertThrows(SettingsException.class, () -> Engine.ofStream(option));
    String name = option.substring(0, option.indexOf('=') + 1);
    assertTrue(
        fault.getMessage().startsWith("a job over topics always has " + name), fault.getMessage());
  }

  /** F42: the embedded engine would begin anew, and say nothing. */
  @Test
  void aSavepointIsForACluster() throws Exception {
    SettingsException fault =
        assertThrows(SettingsException.class, () -> Engine.ofStream("--savepointPath=/somewhere"));
    assertTrue(fault.getMessage().startsWith("the embedded engine"), fault.getMessage());
    Engine cluster = Engine.ofStream("--savepointPath=/somewhere", "--flinkMaster=host:8081");
    assertEquals("/somewhere", value(cluster, "savepointPath"));
  }

  @Test
  void aBatchHasNoneOfThem() throws Exception {
    Engine engine = Engine.of();
    for (String name : List.of("checkpointingInterval", "maxParallelism")) {
      assertEquals("-1", String.valueOf(value(engine, name)));
    }
    assertEquals(true, value(engine, "disableMetrics"));
  }
}
