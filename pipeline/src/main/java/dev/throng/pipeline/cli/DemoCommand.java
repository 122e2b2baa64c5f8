package dev.throng.pipeline.cli;

import com.google.common.io.Resources;
import dev.throng.pipeline.generate.Generator;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.publish.Manifest;
import dev.throng.pipeline.read.RunRange;
import dev.throng.pipeline.run.BatchRun;
import dev.throng.pipeline.run.Engine;
import dev.throng.pipeline.run.RunResult;
import dev.throng.transforms.pseudonymize.key.Keyring;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code throng demo}. */
@Command(
    name = "demo",
    description =
        "Runs the shipped samples through the whole journey: a web server's access log, and"
            + " generated events of a marketplace with mixed consent, once for its own people and,"
            + " noised, once for the public and once for its sellers.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final long EVENTS = 200_000;
  private static final long PEOPLE = 10_000;
  private static final Instant FROM = Instant.parse("2026-06-01T00:00:00Z");
  private static final Duration SPAN = Duration.ofDays(7);
  private static final int ROWS = 6;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "throng-demo",
      description = "Where everything is put; ${DEFAULT-VALUE} unless given.")
  private Path folder = Path.of("");

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(folder.resolve("events"));
    copy("access.log.gz", "events/access.log.gz");
    try (OutputStream out =
        new BufferedOutputStream(
            Files.newOutputStream(folder.resolve("events/marketplace.ndjson")))) {
      new Generator(1, PEOPLE, FROM, SPAN).write(EVENTS, out);
    }
    copy("public-reports.yaml", "public-reports.yaml");
    copy("sellers-reports.yaml", "sellers-reports.yaml");
    int code = run("web-server.yaml", "pages");
    code = Math.max(code, run("marketplace.yaml", "traffic_by_city"));
    code = Math.max(code, run("public.yaml", "visits_by_country"));
    code = Math.max(code, run("sellers.yaml", "last_viewed"));
    if (code == ExitCode.DONE) {
      report();
    }
    return code;
  }

  /** Beside what the jobs wrote: the page shows internal tables, too. */
  private void report() throws IOException {
    Path page = folder.resolve("report.html");
    ReportCommand.write(folder.resolve("out"), page);
    PrintWriter out = spec.commandLine().getOut();
    out.printf("All of it as one page, to open in a browser: %s%n", page);
    out.flush();
  }

  private int run(String jobFile, String report) throws IOException {
    copy(jobFile, jobFile);
    Job job = JobFile.read(folder.resolve(jobFile).toString(), Instant.now());
    Keyring.of(job.keys()).createMaster();
    RunResult result;
    try (Progress progress = Progress.onTerminal()) {
      result = new BatchRun(job, RunRange.EVERYTHING, Engine.of(), progress).run();
    }
    PrintWriter out = spec.commandLine().getOut();
    new Account(out).print(job, result);
    if (result.status() == Manifest.Status.REFUSED) {
      return ExitCode.REJECTED;
    }
    show(out, Path.of(job.outputs().aggregates().get(0).to()).resolve(report));
    return ExitCode.DONE;
  }

  /** The first rows of a report's first window, or of the first seller's. */
  private static void show(PrintWriter out, Path report) throws IOException {
    try (Stream<Path> windows = Files.walk(report)) {
      Path first = windows.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
      List<String> lines = Files.readAllLines(first);
      out.printf("%s begins:%n", first);
      lines.stream().limit(ROWS).forEach(line -> out.printf("  %s%n", line));
    }
    out.println();
    out.flush();
  }

  private void copy(String resource, String place) throws IOException {
    Path to = folder.resolve(place);
    Files.write(
        to, Resources.toByteArray(Resources.getResource("dev/throng/pipeline/demo/" + resource)));
  }
}
