package dev.throng.pipeline.cli;

import dev.throng.transforms.parse.Format;
import dev.throng.transforms.parse.MappingPage;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code throng formats}. */
@Command(
    name = "formats",
    description =
        "Prints what becomes of each field of a format, as Markdown; or, without one, the formats.",
    mixinStandardHelpOptions = true)
final class FormatsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FORMAT", arity = "0..1", description = "Its name in a job file.")
  private @Nullable String name;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (name == null) {
      for (Format format : Format.values()) {
        out.printf("%-18s %s%n", format.label(), format.mapping().about());
      }
    } else {
      Format format =
          Format.named(name)
              .orElseThrow(
                  () ->
                      new ParameterException(
                          spec.commandLine(),
                          "FORMAT must be one of " + String.join(", ", Format.labels())));
      out.print(MappingPage.of(format));
    }
    out.flush();
    return ExitCode.DONE;
  }
}
