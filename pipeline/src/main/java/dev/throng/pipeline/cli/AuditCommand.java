package dev.throng.pipeline.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import dev.throng.pipeline.audit.Audit;
import dev.throng.pipeline.audit.AuditReport;
import dev.throng.pipeline.audit.AuditSettings;
import dev.throng.pipeline.audit.Finding;
import dev.throng.pipeline.audit.Severity;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code throng audit}. */
@Command(
    name = "audit",
    header = "Measures what could be learnt of people from what was written.",
    description = {
      "Looks for identifiers and addresses, for pseudonyms that can be linked or guessed, for people"
          + " who stand alone, and for what is left when tables are subtracted from each other.",
      "Prints findings, the severest first, and never an identifier. Ends with 5 where one is"
          + " severe.",
      ""
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {
  private static final int WIDTH = 100;
  private static final String MARGIN = " ".repeat(9);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description =
          "A local folder of outputs; or two, as kept from before and after an erasure, which are"
              + " also compared with each other.")
  private List<Path> folders = new ArrayList<>();

  @Option(
      names = "--k",
      paramLabel = "K",
      defaultValue = "" + AuditSettings.SHIPPED_K,
      description = "How many people a group is to have at least; ${DEFAULT-VALUE} unless given.")
  private int k = AuditSettings.SHIPPED_K;

  @Option(
      names = "--guesses",
      paramLabel = "FILE",
      description = "Ids that might be behind the pseudonyms, one a line.")
  private @Nullable Path guesses;

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (k < 2) {
      throw new ParameterException(spec.commandLine(), "--k must be 2 or more");
    }
    AuditReport report = Audit.of(folders, new AuditSettings(k, guesses));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(report));
    } else {
      text(out, report);
    }
    out.flush();
    return report.count(Severity.SEVERE) > 0 ? ExitCode.PRIVACY : ExitCode.DONE;
  }

  private static void text(PrintWriter out, AuditReport report) {
    for (Finding finding : report.findings()) {
      String where = finding.check() + ": " + finding.where();
      paragraph(out, String.format("%-8s ", word(finding.severity())), where);
      paragraph(out, MARGIN, finding.sentence());
    }
    out.printf(
        Locale.ROOT,
        "%s read (%s): %d severe, %s, %s%n",
        several(report.files(), "file"),
        report.rows().entrySet().stream()
            .map(rows -> String.format(Locale.ROOT, "%s: %,d", rows.getKey(), rows.getValue()))
            .collect(Collectors.joining(", ")),
        report.count(Severity.SEVERE),
        several(report.count(Severity.WARNING), "warning"),
        several(report.count(Severity.NOTE), "note"));
  }

  /** Breaks a text at blanks, as far as it has any. */
  private static void paragraph(PrintWriter out, String start, String text) {
    StringBuilder line = new StringBuilder(start);
    for (String word : Splitter.on(' ').split(text)) {
      if (line.length() > MARGIN.length() && line.length() + word.length() > WIDTH) {
        out.println(line.toString().stripTrailing());
        line.setLength(0);
        line.append(MARGIN);
      }
      line.append(word).append(' ');
    }
    out.println(line.toString().stripTrailing());
  }

  private static String several(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private static String word(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  private static String json(AuditReport report) {
    ObjectNode all = JsonMapper.builder().build().createObjectNode();
    all.put("files", report.files());
    ObjectNode rows = all.putObject("rows");
    report.rows().forEach(rows::put);
    for (Finding finding : report.findings()) {
      ObjectNode node = all.withArray("findings").addObject();
      node.put("severity", word(finding.severity())).put("check", finding.check());
      node.put("file", finding.where().file()).put("files", finding.where().files());
      node.put("column", finding.where().column()).put("rows", finding.where().rows());
      node.put("sentence", finding.sentence());
    }
    all.withArray("findings");
    return all.toPrettyString();
  }
}
