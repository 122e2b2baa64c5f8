package dev.throng.pipeline.cli;

import dev.throng.pipeline.report.ReportPage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code throng report}. */
@Command(
    name = "report",
    header = "Makes one HTML page of the tables that jobs wrote.",
    description = {
      "Totals and trends, groups, what was too small to show, noise, and what became of records."
          + " The page fetches nothing, and holds nothing that is not in the tables and manifests.",
      ""
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "DIR",
      description =
          "A local folder of aggregates as CSV, or one that holds such folders. Manifests in it,"
              + " or beside it, say what became of records.")
  private Path folder = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the page is written; report.html in DIR unless given.")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    Path page = out == null ? folder.resolve("report.html") : out;
    write(folder, page);
    PrintWriter console = spec.commandLine().getOut();
    console.printf("%s is written; open it in a browser%n", page);
    console.flush();
    return ExitCode.DONE;
  }

  /** Writes the page of a folder, and the folders that lead to it. */
  static void write(Path folder, Path page) throws IOException {
    byte[] bytes = ReportPage.of(folder);
    Path parent = page.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.write(page, bytes);
  }
}
