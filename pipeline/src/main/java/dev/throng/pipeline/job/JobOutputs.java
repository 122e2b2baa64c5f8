package dev.throng.pipeline.job;

import dev.throng.pipeline.publish.AggregateFormat;
import dev.throng.pipeline.publish.EventFormat;
import dev.throng.pipeline.publish.Outputs;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a job writes what.
 *
 * @param events stored events; null where they are not asked for
 * @param excludedRegions regions of residence whose people are in no stored event (P25)
 * @param aggregates one folder each
 * @param databases where aggregates go besides
 * @param topics where aggregates go besides
 * @param research the extract for research; null where it is not asked for
 * @param rejected the folder of rejections
 * @param rejectedTopic where rejections go besides; null where they do not
 * @param seal the file of public keys that rejected records are sealed to; null where they are not
 * @param manifest the manifest's file
 * @param report the page of the tables that are CSV; null where it is not asked for
 */
public record JobOutputs(
    @Nullable Output<EventFormat> events,
    Set<String> excludedRegions,
    List<Output<AggregateFormat>> aggregates,
    List<Database> databases,
    List<TopicOutput> topics,
    @Nullable Research research,
    String rejected,
    @Nullable TopicOutput rejectedTopic,
    @Nullable String seal,
    String manifest,
    @Nullable String report)
    implements Serializable {

  /** Checks that no two outputs share a folder. */
  public JobOutputs {
    excludedRegions = Set.copyOf(excludedRegions);
    aggregates = List.copyOf(aggregates);
    databases = List.copyOf(databases);
    topics = List.copyOf(topics);
    List<String> folders = new ArrayList<>();
    aggregates.forEach(output -> folders.add(output.to()));
    folders.add(rejected);
    if (research != null) {
      folders.add(research.output().to());
    }
    if (events != null) {
      folders.add(events.to());
    }
    Set<String> seen = new HashSet<>();
    for (String folder : folders) {
      if (!seen.add(folder)) {
        throw new IllegalArgumentException("two outputs go to the same folder");
      }
    }
    if (report != null) {
      checkReport(report, manifest, aggregates);
    }
  }

  private static void checkReport(
      String report, String manifest, List<Output<AggregateFormat>> aggregates) {
    if (report.equals(manifest) || report.endsWith("/")) {
      throw new IllegalArgumentException("the report needs a file of its own, such as report.html");
    }
    if (aggregates.stream().noneMatch(output -> output.format() == AggregateFormat.CSV)) {
      throw new IllegalArgumentException(
          "a report is made of aggregates that are csv: add a folder of that format");
    }
  }

  /** The same as the places that a commit knows. */
  public Outputs places() {
    int slash = manifest.lastIndexOf('/');
    ArrayList<String> tables = new ArrayList<>();
    aggregates.forEach(output -> tables.add(output.to()));
    if (research != null) {
      tables.add(research.output().to());
    }
    return new Outputs(
        events == null ? null : events.to(),
        rejected,
        tables,
        manifest.substring(0, slash + 1),
        manifest.substring(slash + 1));
  }
}
