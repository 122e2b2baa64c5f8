package dev.throng.pipeline.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.pipeline.check.ExtractPromise;
import dev.throng.pipeline.check.FieldLineage;
import dev.throng.pipeline.check.Lineage;
import dev.throng.pipeline.check.OfficerPage;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.read.GeoFile;
import dev.throng.pipeline.release.Promise;
import dev.throng.pipeline.run.Version;
import dev.throng.transforms.pseudonymize.LegalHold;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code throng check}. */
@Command(
    name = "check",
    description =
        "Validates a job and all that it names without running it, and prints what becomes of every"
            + " field.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "JOB.yaml", description = "The job file.")
  private String jobFile = "";

  @ArgGroup private Form form = new Form();

  /** At most one of them. */
  static final class Form {
    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Option(
        names = "--html",
        paramLabel = "FILE",
        description = "As the page that a privacy officer signs, into a file.")
    private @Nullable Path html;
  }

  @Override
  public Integer call() throws IOException {
    Instant now = Instant.now();
    Job job = JobFile.read(jobFile, now);
    GeoFile.database(job.geo());
    Optional<Promise> promise = Promise.of(job);
    promise.ifPresent(Promise::keep);
    List<FieldLineage> fields = Lineage.of(job);
    PrintWriter out = spec.commandLine().getOut();
    if (form.json) {
      out.println(json(fields));
    } else if (form.html != null) {
      List<String> sentences = promise.map(Promise::sentences).orElse(List.of());
      String page = new OfficerPage(job, fields, sentences).html(jobFile, Version.of(), now);
      Files.writeString(form.html, page);
      out.printf("wrote %s%n", form.html);
    } else {
      text(out, job, fields);
      Optional.ofNullable(job.outputs().research())
          .ifPresent(research -> tell(out, ExtractPromise.sentences(research)));
      promise.ifPresent(kept -> tell(out, kept.sentences()));
    }
    out.flush();
    return ExitCode.DONE;
  }

  private static String json(List<FieldLineage> fields) throws JsonProcessingException {
    return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(fields);
  }

  private static void text(PrintWriter out, Job job, List<FieldLineage> fields) {
    for (FieldLineage field : fields) {
      out.printf("%s (%s): %s%n", field.field(), field.privacy(), field.treatment());
      line(out, "from", sources(field));
      line(out, "stored as", field.stored().stream());
      line(out, "serves", purposes(field));
      line(out, "in reports", reports(field));
      line(out, "kept", field.retention().stream().map(kept -> kept.output() + " " + kept.span()));
    }
    for (LegalHold hold : job.policy().legalHolds()) {
      out.printf(
          "%nheld by law: %s, %d days (%s: %s)%n",
          hold.eventTypes().stream().sorted().collect(Collectors.joining(", ")),
          hold.keep().toDays(),
          hold.name(),
          hold.basis());
    }
    out.printf(
        "%n%s is valid: %d fields, %d reports%n", job.name(), fields.size(), job.reports().size());
  }

  private static void tell(PrintWriter out, List<String> sentences) {
    out.println();
    sentences.forEach(out::println);
  }

  private static void line(PrintWriter out, String what, Stream<String> values) {
    String all = values.collect(Collectors.joining(", "));
    if (!all.isEmpty()) {
      out.printf("    %-10s %s%n", what, all);
    }
  }

  /** None where it would only repeat the field. */
  private static Stream<String> sources(FieldLineage field) {
    return field.sources().stream().filter(source -> !source.equals(field.field()));
  }

  private static Stream<String> purposes(FieldLineage field) {
    return field.purposes().stream().map(use -> use.purpose() + " (" + use.basis() + ")");
  }

  private static Stream<String> reports(FieldLineage field) {
    return field.reports().stream().map(use -> use.report() + " -> " + use.recipient());
  }
}
