package dev.throng.pipeline.cli;

import com.google.common.base.Splitter;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.transforms.pseudonymize.key.Domain;
import dev.throng.transforms.pseudonymize.key.Pseudonyms;
import dev.throng.transforms.settings.SettingsException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code throng sellers}: which folder of a report by seller is whose (P11). It prints one name a
 * seller, in the order in which they were given, and never an id.
 */
@Command(
    name = "sellers",
    description =
        "Prints the folders of sellers in reports by seller, a line for each id in the order of the"
            + " ids. Whoever delivers reports runs it, where the keys are.",
    mixinStandardHelpOptions = true)
final class SellersCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "JOB.yaml", description = "The job file.")
  private String jobFile = "";

  @Option(
      names = "--ids",
      paramLabel = "FILE",
      required = true,
      description = "A file of sellers' ids, one a line. - is the standard input.")
  private String file = "";

  @Option(
      names = "--on",
      paramLabel = "DATE",
      required = true,
      description = "A day of the window: names change with the epoch of the keys.")
  private @Nullable LocalDate day;

  @Override
  public Integer call() throws IOException {
    Job job = JobFile.read(jobFile, Instant.now());
    List<String> ids = ids();
    LocalDate on = day == null ? LocalDate.EPOCH : day;
    long time = on.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    Pseudonyms pseudonyms = Pseudonyms.open(job.keys());
    List<String> folders = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      @Nullable String folder = pseudonyms.epochPseudonym(Domain.SELLER, ids.get(i), time);
      if (folder == null) {
        throw new SettingsException(
            "line "
                + (i + 1)
                + " of "
                + file
                + " has no folder: it is no id that an event may have, or the keys of that time are"
                + " destroyed");
      }
      folders.add(folder);
    }
    PrintWriter out = spec.commandLine().getOut();
    folders.forEach(out::println);
    out.flush();
    return ExitCode.DONE;
  }

  private List<String> ids() throws IOException {
    byte[] bytes;
    try {
      bytes = file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
    } catch (NoSuchFileException e) {
      throw new FileNotFoundException(file + " is missing");
    }
    List<String> lines =
        new ArrayList<>(Splitter.on('\n').splitToList(new String(bytes, StandardCharsets.UTF_8)));
    if (lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    lines.replaceAll(line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    return lines;
  }
}
