package dev.throng.pipeline.cli;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.run.Engine;
import dev.throng.transforms.settings.SettingsException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Parameters;

/** What a command on all that is stored is about, and who does the work. */
final class JobAndRunner {
  private static final Pattern FORM = Pattern.compile("--[A-Za-z]+=.*", Pattern.DOTALL);

  @Parameters(index = "0", paramLabel = "JOB.yaml", description = "The job file.")
  private String jobFile = "";

  @Parameters(
      index = "1..*",
      paramLabel = "runner options",
      description =
          "Who goes through the store, as in --runner=FlinkRunner --flinkMaster=host:8081. Without,"
              + " Flink in this process, and for less than 128 MB nobody else.")
  private List<String> given = new ArrayList<>();

  /** The job, at an instant. */
  Job job(Instant now) throws IOException {
    return JobFile.read(jobFile, now);
  }

  /**
   * The engine that they name.
   *
   * @throws SettingsException where they name none; it quotes nothing, since what was mistyped may
   *     be an id
   */
  Engine engine() {
    try {
      if (given.stream().allMatch(option -> FORM.matcher(option).matches())) {
        return Engine.of(given.toArray(String[]::new));
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new SettingsException(
        "there is an option, or a word, that neither this command nor Beam knows: see --help");
  }
}
