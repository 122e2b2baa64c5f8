package dev.throng.pipeline.cli;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.job.Limits;
import dev.throng.pipeline.store.Trail;
import dev.throng.transforms.pseudonymize.Retention;
import dev.throng.transforms.pseudonymize.key.MasterReference;
import dev.throng.transforms.pseudonymize.key.SealKeys;
import dev.throng.transforms.settings.PrivacyException;
import dev.throng.transforms.settings.SettingsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code throng keys seal}. */
@Command(
    name = "seal",
    header = "Makes keys that rejected records are sealed with.",
    description = {
      "A pair for each epoch from today on: the public halves go to the file that the job names in"
          + " output.rejected.seal, the private ones to another, mode 0600, that should then leave"
          + " this machine: no job ever needs it. What a pair sealed expires with it, as long after"
          + " its epoch as the policy keeps rejections.",
      ""
    },
    mixinStandardHelpOptions = true)
final class KeysSealCommand implements Callable<Integer> {
  /** Where a policy does not say how long rejections are kept. */
  private static final Duration KEPT = Duration.ofDays(30);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "JOB.yaml", description = "The job file.")
  private String jobFile = "";

  @Option(
      names = "--private",
      required = true,
      paramLabel = "FILE",
      description = "The file of the private halves; new ones are added to it.")
  private Path file = Path.of("");

  @Option(
      names = "--until",
      paramLabel = "T",
      defaultValue = "+400d",
      description = "Until when there shall be keys: a date, an instant, or a distance.")
  private String until = "";

  @Override
  public Integer call() throws IOException {
    Instant now = Instant.now();
    Job job = JobFile.read(jobFile, now);
    String seal = job.outputs().seal();
    if (seal == null) {
      throw new SettingsException(
          jobFile + " seals nothing: name a file in 'output.rejected.seal' first");
    }
    requireElsewhere(job, seal);
    int made =
        SealKeys.create(
            job.keys(),
            seal,
            MasterReference.parse("file:" + file.toAbsolutePath().normalize()),
            now,
            end(now),
            job.policy().term("rejected").map(Retention::keep).orElse(KEPT));
    Trail.of(job.store()).add("keys seal", Trail.State.DONE, Map.of("keys", "" + made));
    PrintWriter out = spec.commandLine().getOut();
    out.printf("made %,d seal keys; their private halves are in %s: take it away%n", made, file);
    out.flush();
    return ExitCode.DONE;
  }

  private Instant end(Instant now) {
    try {
      Instant end = Limits.time(until, now);
      if (end.isAfter(now)) {
        return end;
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      // Said below.
    }
    throw new SettingsException(
        "--until must be a date to come, an instant in UTC, or a distance such as +400d");
  }

  /** Who gets at a keyring, a store or an output must not get at the private halves with it. */
  private void requireElsewhere(Job job, String seal) {
    Path opens = file.toAbsolutePath().normalize();
    List<String> folders = new ArrayList<>(List.of(job.keys().keyring(), job.store()));
    folders.addAll(job.outputs().places().folders());
    folders.remove(job.outputs().places().home());
    boolean inside =
        folders.stream()
            .anyMatch(folder -> opens.startsWith(Path.of(folder).toAbsolutePath().normalize()));
    if (inside || opens.equals(Path.of(seal).toAbsolutePath().normalize())) {
      throw new PrivacyException(
          "--private must not lie in the keyring, the store or an output of the job, nor be the"
              + " public file: who has those must not be able to open what is sealed");
    }
  }
}
