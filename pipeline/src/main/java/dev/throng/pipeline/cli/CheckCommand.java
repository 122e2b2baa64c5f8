package dev.throng.pipeline.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.html.HtmlEscapers;
import dev.throng.pipeline.check.ExtractPromise;
import dev.throng.pipeline.check.FieldLineage;
import dev.throng.pipeline.check.Lineage;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.read.GeoFile;
import dev.throng.pipeline.release.Promise;
import dev.throng.transforms.pseudonymize.LegalHold;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    @Option(names = "--html", description = "As one HTML page.")
    private boolean html;
  }

  @Override
  public Integer call() throws IOException {
    Job job = JobFile.read(jobFile, Instant.now());
    GeoFile.database(job.geo());
    Optional<Promise> promise = Promise.of(job);
    promise.ifPresent(Promise::keep);
    List<FieldLineage> fields = Lineage.of(job);
    PrintWriter out = spec.commandLine().getOut();
    if (form.json) {
      out.println(json(fields));
    } else if (form.html) {
      out.println(html(job, fields));
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

  private static String html(Job job, List<FieldLineage> fields) {
    StringBuilder page = new StringBuilder();
    page.append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>")
        .append(escaped(job.name()))
        .append(
            "</title><style>body{font:14px sans-serif}table{border-collapse:collapse}"
                + "td,th{border:1px solid #ccc;padding:4px;text-align:left;vertical-align:top}"
                + "</style><h1>What becomes of every field</h1><table><tr>");
    for (String heading :
        List.of(
            "field",
            "from",
            "class",
            "treatment",
            "stored as",
            "purposes (basis)",
            "reports (recipient)",
            "kept")) {
      page.append("<th>").append(heading);
    }
    for (FieldLineage field : fields) {
      page.append("\n<tr>");
      cell(page, field.field());
      cell(page, sources(field).collect(Collectors.joining(", ")));
      cell(page, field.privacy());
      cell(page, field.treatment());
      cell(page, String.join(", ", field.stored()));
      cell(page, purposes(field).collect(Collectors.joining(", ")));
      cell(page, reports(field).collect(Collectors.joining(", ")));
      cell(
          page,
          field.retention().stream()
              .map(kept -> kept.output() + " " + kept.span())
              .collect(Collectors.joining(", ")));
    }
    return page.append("\n</table></html>").toString();
  }

  private static void cell(StringBuilder page, String text) {
    page.append("<td>").append(escaped(text));
  }

  private static String escaped(String text) {
    return HtmlEscapers.htmlEscaper().escape(text);
  }
}
