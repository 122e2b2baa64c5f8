package dev.throng.pipeline;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.run.Engine;
import dev.throng.pipeline.run.SplitRuns;
import dev.throng.transforms.pseudonymize.key.Keyring;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A folder with reports, keys and input, over which one job after the other runs, each into an
 * output folder of its own. All of them pseudonymize with the same keys.
 *
 * @param folder where everything lies; it must exist
 * @param reports the reports file's text
 * @param limits the section of a job file
 * @param research that of its outputs, or nothing
 */
record JobSite(Path folder, String reports, String limits, String research) {
  /** One split a file. */
  static final long WHOLE = 32L << 20;

  /** Without an extract for research. */
  JobSite(Path folder, String reports, String limits) {
    this(folder, reports, limits, "");
  }

  /** Puts a file in the folder and gives its path. */
  Path put(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  /** A job that reads {@code from} and writes below {@code out}. */
  Job job(String from, String out) throws IOException {
    put("reports.yaml", reports.getBytes(StandardCharsets.UTF_8));
    Path file = folder.resolve(out + ".yaml");
    Files.writeString(file, text(from, out, "file:master.key"));
    Job job = JobFile.read(file.toString(), Instant.parse("2026-06-10T00:00:00Z"));
    if (!Files.exists(folder.resolve("keys"))) {
      Keyring.of(job.keys()).createMaster();
    }
    return job;
  }

  /** The job file. */
  String text(String from, String out, String master) {
    return """
        name: site
        events: {format: throng-json, from: "%s"}
        keys: {keyring: keys, master: "%s", epoch: day}
        reports: reports.yaml
        output:
          events: {to: %3$s/events, format: jsonl}
          aggregates: [{to: %3$s/aggregates, format: csv}]
          %5$s
          rejected: {to: %3$s/rejected}
          manifest: %3$s/run.json
        limits: %4$s
        """
        .formatted(
            from,
            master,
            out,
            limits,
            research.isEmpty() ? "" : "research: {to: " + out + "/research, " + research + "}");
  }

  /** Runs it, and gives what it wrote. */
  Written run(String from, String out, long splitBytes, String... options) throws IOException {
    Engine engine = Engine.of(options);
    SplitRuns.run(job(from, out), engine, splitBytes);
    return written(out);
  }

  Written written(String out) throws IOException {
    return Written.in(folder.resolve(out));
  }
}
