package dev.throng.pipeline.run;

import com.google.common.io.ByteSource;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobOutputs;
import dev.throng.pipeline.job.Output;
import dev.throng.pipeline.publish.AggregateFormat;
import dev.throng.pipeline.publish.PlacedFile;
import dev.throng.pipeline.publish.Staging;
import dev.throng.pipeline.report.ReportPage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * The page that a job asks for: of all windows that stand in its folders of CSV, those of earlier
 * runs among them, and of the manifest. It is written when the run is done, whatever becomes of it.
 */
final class RunPage {
  private final Job job;

  RunPage(Job job) {
    this.job = job;
  }

  /**
   * Writes it, if it is asked for and anything can be shown.
   *
   * @throws IOException where it cannot be written; what stood in its place may be gone, and
   *     nothing half-written is there
   */
  void write(Staging staging) throws IOException {
    String place = job.outputs().report();
    if (place == null) {
      return;
    }
    try {
      byte[] page;
      try {
        page = ReportPage.of(job.name(), files());
      } catch (FileNotFoundException noTable) {
        // No report has a window yet: there is nothing to look at.
        return;
      }
      int slash = place.lastIndexOf('/') + 1;
      PlacedFile.write(staging, place.substring(0, slash), place.substring(slash), page);
      staging.remove(place.substring(0, slash));
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          "the run is done and all that it publishes is in place, but its page "
              + place
              + " could not be written: see that its folder can be written to, and make the page with"
              + " 'throng report'");
    }
  }

  private SortedMap<String, ByteSource> files() throws IOException {
    JobOutputs outputs = job.outputs();
    List<String> folders =
        outputs.aggregates().stream()
            .filter(output -> output.format() == AggregateFormat.CSV)
            .map(Output::to)
            .toList();
    SortedMap<String, ByteSource> files = new TreeMap<>();
    // A second folder of CSV holds the same tables.
    String folder = folders.get(0).endsWith("/") ? folders.get(0) : folders.get(0) + "/";
    String base = FileSystems.matchNewResource(folder, true).toString();
    for (MatchResult.Metadata found : FileSystems.match(folder + "**").metadata()) {
      String place = found.resourceId().toString().substring(base.length());
      if (place.endsWith(".csv") && !place.startsWith(".") && !place.contains("/.")) {
        files.put(place, source(found.resourceId()));
      }
    }
    files.put("run.json", source(FileSystems.matchNewResource(outputs.manifest(), false)));
    return files;
  }

  private static ByteSource source(ResourceId file) {
    return new ByteSource() {
      @Override
      public InputStream openStream() throws IOException {
        return Channels.newInputStream(FileSystems.open(file));
      }
    };
  }
}
