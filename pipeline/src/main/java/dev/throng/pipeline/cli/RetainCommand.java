package dev.throng.pipeline.cli;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.Limits;
import dev.throng.pipeline.rights.Receipt;
import dev.throng.pipeline.rights.Retain;
import dev.throng.pipeline.run.Engine;
import dev.throng.transforms.settings.SettingsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code throng retain}. */
@Command(
    name = "retain",
    header = "Ends what has outlived its term, and decides all stored rows by today's facts.",
    description = {
      "The policy file says how long each output is kept, whether it is deleted then or loses its"
          + " people, and what laws want kept. Keys of times that nothing needs any more are"
          + " destroyed. May be interrupted and run again; best run every day.",
      ""
    },
    mixinStandardHelpOptions = true)
final class RetainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--now",
      paramLabel = "T",
      description = "As if it were then: a date, an instant in UTC, or a distance such as +30d.")
  private @Nullable String at;

  @Option(names = "--dry-run", description = "Only says what would be done.")
  private boolean dry;

  @Option(
      names = "--private",
      paramLabel = "FILE",
      description = "The file of private seal keys: those that have expired are taken out of it.")
  private @Nullable Path file;

  @Mixin private JobAndRunner of = new JobAndRunner();

  @Override
  public Integer call() throws IOException {
    Instant clock = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Instant now = at == null ? clock : then(at, clock);
    Engine engine = of.engine();
    Job job = of.job(clock);
    Receipt receipt =
        new Retain(
                job, now, dry, Optional.ofNullable(file).map(path -> path.toAbsolutePath()), engine)
            .run();
    PrintWriter out = spec.commandLine().getOut();
    out.println(receipt);
    out.flush();
    for (String file : receipt.damaged()) {
      spec.commandLine()
          .getErr()
          .println("throng: " + file + " is damaged and was left as it is: restore or delete it");
    }
    return receipt.damaged().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static Instant then(String word, Instant clock) {
    try {
      return Limits.time(word, clock).truncatedTo(ChronoUnit.MILLIS);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new SettingsException(
          "--now must be a date, an instant in UTC, or a distance such as +30d");
    }
  }
}
