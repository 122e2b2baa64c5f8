package dev.throng.pipeline.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.contrib.streaming.state.RocksDBNativeMetricOptions;
import org.apache.flink.streaming.api.environment.ExecutionCheckpointingOptions;

/** What Flink itself knows as its settings. */
final class FlinkSettings {
  private static final List<Class<?>> ALL =
      List.of(
          BlobServerOptions.class,
          CheckpointingOptions.class,
          CoreOptions.class,
          ExecutionCheckpointingOptions.class,
          HeartbeatManagerOptions.class,
          HighAvailabilityOptions.class,
          JobManagerOptions.class,
          NettyShuffleEnvironmentOptions.class,
          RestOptions.class,
          RestartStrategyOptions.class,
          RocksDBNativeMetricOptions.class,
          StateBackendOptions.class,
          TaskManagerOptions.class,
          WebOptions.class);

  private FlinkSettings() {}

  /** What is wrong with settings by their names: unknown ones, and values that cannot be read. */
  static List<String> faults(JsonNode settings) throws IllegalAccessException {
    Map<String, ConfigOption<?>> known = new HashMap<>();
    for (Class<?> options : ALL) {
      for (Field field : options.getFields()) {
        if (Modifier.isStatic(field.getModifiers())
            && field.get(null) instanceof ConfigOption<?> option) {
          known.put(option.key(), option);
          option.fallbackKeys().forEach(key -> known.put(key.getKey(), option));
        }
      }
    }
    List<String> faults = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : settings.properties()) {
      String key = each.getKey();
      // Those of a reporter and of the operator are not among Flink's options.
      if (key.matches("metrics\\.reporter\\.prometheus\\.(factory\\.class|port)")
          || key.startsWith("kubernetes.operator.")) {
        continue;
      }
      ConfigOption<?> option = known.get(key);
      if (option == null) {
        faults.add("Flink does not know " + key);
        continue;
      }
      try {
        Configuration.fromMap(Map.of(key, each.getValue().asText())).get(option);
      } catch (IllegalArgumentException unreadable) {
        faults.add(key + " cannot be " + each.getValue());
      }
    }
    return faults;
  }
}
