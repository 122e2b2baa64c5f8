package dev.throng.pipeline.replay;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.pipeline.publish.SplitSummary;
import dev.throng.pipeline.publish.WrittenFile;
import dev.throng.pipeline.rights.SealedRejections;
import dev.throng.pipeline.rights.SealedRejections.Line;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.sdk.io.FileSystems;

/**
 * The records of a plan that its run has taken: all but those that it rejected again.
 *
 * @param rejected the folder of what was rejected again, with a slash at its end
 */
record Accepted(String rejected) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** By the plan's files. */
  Map<String, List<Line>> of(Plan plan, Iterable<SplitSummary> splits) throws IOException {
    Map<String, Set<Long>> again = new HashMap<>();
    for (SplitSummary split : splits) {
      for (WrittenFile file : split.rejections()) {
        again.computeIfAbsent(file.place(), name -> new HashSet<>()).addAll(numbers(file));
      }
    }
    Map<String, List<Line>> accepted = new TreeMap<>();
    for (Map.Entry<String, List<String>> file : plan.files().entrySet()) {
      Set<Long> numbers = again.getOrDefault(file.getKey(), Set.of());
      List<Line> lines = new ArrayList<>();
      for (int i = 0; i < file.getValue().size(); i++) {
        if (!numbers.contains((long) i)) {
          SealedRejections.line(file.getValue().get(i)).ifPresent(lines::add);
        }
      }
      accepted.put(file.getKey(), lines);
    }
    return accepted;
  }

  /** Which records of a file were rejected again. */
  private Set<Long> numbers(WrittenFile file) throws IOException {
    Set<Long> numbers = new HashSet<>();
    try (BufferedReader lines =
        new BufferedReader(
            Channels.newReader(
                FileSystems.open(
                    FileSystems.matchSingleFileSpec(rejected + file.place()).resourceId()),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        numbers.add(JSON.readTree(line).path("offset").asLong());
      }
    }
    return numbers;
  }
}
