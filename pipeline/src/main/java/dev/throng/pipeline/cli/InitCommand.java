package dev.throng.pipeline.cli;

import com.google.common.io.Resources;
import dev.throng.pipeline.job.JobFile;
import dev.throng.transforms.aggregate.ReportFile;
import dev.throng.transforms.pseudonymize.Policy;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code throng init}. */
@Command(
    name = "init",
    description =
        "Writes a starting set into a folder: a job file, the shipped policy and reports to make"
            + " one's own, all with comments, and their JSON Schemas, by which editors complete and check"
            + " them. What stands there already is never replaced.",
    mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
  private static final Map<String, URL> FILES = new LinkedHashMap<>();

  static {
    FILES.put("job.yaml", Resources.getResource("dev/throng/pipeline/init/job.yaml"));
    FILES.put("policy.yaml", Resources.getResource(Policy.class, "policy.yaml"));
    FILES.put("reports.yaml", Resources.getResource(ReportFile.class, "reports.yaml"));
    FILES.put("job.schema.json", Resources.getResource(JobFile.class, "job.schema.json"));
    FILES.put("policy.schema.json", Resources.getResource(Policy.class, "policy.schema.json"));
    FILES.put(
        "reports.schema.json", Resources.getResource(ReportFile.class, "reports.schema.json"));
    FILES.put(".gitignore", Resources.getResource("dev/throng/pipeline/init/gitignore"));
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DIR", description = "The folder, which need not exist.")
  private Path folder = Path.of("");

  @Override
  public Integer call() throws IOException {
    for (String name : FILES.keySet()) {
      if (Files.exists(folder.resolve(name))) {
        throw new ParameterException(
            spec.commandLine(),
            folder.resolve(name) + " is there already; choose another folder, or move it away");
      }
    }
    Files.createDirectories(folder.resolve("events"));
    PrintWriter out = spec.commandLine().getOut();
    for (Map.Entry<String, URL> file : FILES.entrySet()) {
      Files.write(
          folder.resolve(file.getKey()),
          Resources.toByteArray(file.getValue()),
          StandardOpenOption.CREATE_NEW);
      out.printf("wrote %s%n", folder.resolve(file.getKey()));
    }
    out.printf(
        "%nNext:%n"
            + "  put events into %1$s, or: throng generate --events 100000 --out"
            + " %1$s/sample.ndjson%n"
            + "  throng keys create %2$s%n"
            + "  throng check %2$s%n"
            + "  throng run %2$s%n",
        folder.resolve("events"), folder.resolve("job.yaml"));
    out.flush();
    return ExitCode.DONE;
  }
}
