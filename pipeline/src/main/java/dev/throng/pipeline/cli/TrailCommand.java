package dev.throng.pipeline.cli;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.store.Trail;
import dev.throng.pipeline.store.TrailEntry;
import dev.throng.transforms.settings.SettingsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code throng trail}. */
@Command(
    name = "trail",
    description = "Who did what when about people's rights, keys and what has expired.",
    mixinStandardHelpOptions = true)
final class TrailCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new SettingsException("which of them: trail show, or trail verify?");
  }

  @Command(
      name = "show",
      description = "Prints the audit trail, an entry a line; there is no id in it.",
      mixinStandardHelpOptions = true)
  int show(@Parameters(paramLabel = "JOB.yaml", description = "The job file.") String jobFile)
      throws IOException {
    Job job = JobFile.read(jobFile, Instant.now());
    PrintWriter out = spec.commandLine().getOut();
    for (TrailEntry entry : Trail.of(job.store()).verify().entries()) {
      out.printf(
          "%d %s %s %s %s %s%n",
          entry.number(),
          entry.at(),
          entry.who(),
          entry.action(),
          entry.state(),
          new TreeMap<>(entry.details())
              .entrySet().stream()
                  .map(each -> each.getKey() + "=" + each.getValue())
                  .collect(Collectors.joining(" ")));
    }
    out.flush();
    return ExitCode.DONE;
  }

  @Command(
      name = "verify",
      header = "Follows the audit trail from its first entry to its last.",
      description = {
        "Ends with 1 where an entry is missing, was changed, or does not follow the one before it."
            + " What was cut off at the end shows where a hash that was noted before is given.",
        ""
      },
      mixinStandardHelpOptions = true)
  int verify(
      @Parameters(paramLabel = "JOB.yaml", description = "The job file.") String jobFile,
      @Option(
              names = "--holds",
              paramLabel = "HASH",
              description = "The hash of an entry, as an earlier call printed it.")
          @Nullable String noted)
      throws IOException {
    Job job = JobFile.read(jobFile, Instant.now());
    Trail.Verified verified = Trail.of(job.store()).verify();
    List<TrailEntry> entries = verified.entries();
    verified.faults().forEach(fault -> spec.commandLine().getErr().println("throng: " + fault));
    boolean cut = noted != null && entries.stream().noneMatch(each -> each.hash().equals(noted));
    if (cut) {
      spec.commandLine()
          .getErr()
          .println("throng: no entry has the hash that was noted: the trail was cut or rewritten");
    }
    if (cut || !verified.faults().isEmpty()) {
      return ExitCode.FAILED;
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%,d entries, each follows the one before it%n", entries.size());
    if (!entries.isEmpty()) {
      out.printf("last %s%n", entries.get(entries.size() - 1).hash());
    }
    out.flush();
    return ExitCode.DONE;
  }
}
