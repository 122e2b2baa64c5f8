package dev.throng.pipeline.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.throng.pipeline.bench.Bench;
import dev.throng.pipeline.bench.BenchReports;
import dev.throng.pipeline.bench.Figure;
import dev.throng.pipeline.bench.Figures;
import dev.throng.pipeline.bench.FormatFigures;
import dev.throng.pipeline.bench.LedgerFigures;
import dev.throng.pipeline.job.Join;
import dev.throng.pipeline.publish.EventFormat;
import dev.throng.transforms.parse.Format;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code throng bench}. */
@Command(
    name = "bench",
    description =
        "Measures the pipeline on embedded Flink against a plain loop over the same steps, in turn,"
            + " with two threads each, and against merely tokenizing the input. Start-up (the same"
            + " job on an empty file) is taken off. With a ledger, also what it takes to load it, and"
            + " to join it.",
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "2000000",
      description = "How many events; ${DEFAULT-VALUE} unless given.")
  private long events;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many rounds count; ${DEFAULT-VALUE} unless given.")
  private int rounds;

  @ArgGroup private Reports reports = new Reports();

  /** At most one of them. */
  static final class Reports {
    @Option(names = "--sessions", description = "With two reports of sessions.")
    private boolean sessions;

    @Option(names = "--noise", description = "With ten noised reports, and no others.")
    private boolean noise;

    @Option(names = "--sellers", description = "With a report for each seller.")
    private boolean sellers;

    @Option(names = "--research", description = "With an extract for research.")
    private boolean research;

    private BenchReports chosen() {
      if (sellers || research) {
        return sellers ? BenchReports.SELLERS : BenchReports.RESEARCH;
      }
      return noise ? BenchReports.NOISE : sessions ? BenchReports.SESSIONS : BenchReports.COUNTS;
    }
  }

  @Option(
      names = "--format",
      paramLabel = "F",
      description =
          "Of the events that are read: throng-json, or any other, which is then compared with it; or of"
              + " those that are stored: parquet, avro or jsonl. May be given twice; throng-json and"
              + " parquet unless given.")
  private List<String> formats = new ArrayList<>();

  @Option(
      names = "--ledger",
      paramLabel = "FACTS",
      defaultValue = "0",
      description = "With a ledger of so many facts about half as many people.")
  private long facts;

  @Option(
      names = "--join",
      paramLabel = "J",
      defaultValue = "both",
      description =
          "How it is joined: memory, shuffle, both, or none, to load it only; ${DEFAULT-VALUE}"
              + " unless given.")
  private String join = "";

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where its files go and stay; a temporary folder unless given.")
  private @Nullable Path folder;

  @Option(names = "--json", description = "The figures as JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    if (events < 1 || rounds < 1) {
      throw new ParameterException(spec.commandLine(), "--events and --rounds must be positive");
    }
    List<Format> read =
        formats.stream().map(Format::named).flatMap(Optional::stream).distinct().toList();
    List<String> stored = formats.stream().filter(BenchCommand::isStored).distinct().toList();
    if (read.size() > 1 || stored.size() > 1) {
      throw new ParameterException(
          spec.commandLine(), "--format takes one format of events and one of stored events");
    }
    if (!formats.stream().allMatch(each -> Format.named(each).isPresent() || isStored(each))) {
      throw new ParameterException(
          spec.commandLine(), "--format must be parquet, avro, jsonl, or a format of events");
    }
    if (facts < 0) {
      throw new ParameterException(spec.commandLine(), "--ledger must be 0 or more");
    }
    List<Join> joins = joins();
    Path work = folder == null ? Files.createTempDirectory("throng-bench-") : folder;
    try {
      Figures figures =
          new Bench(
                  new Bench.Settings(
                      events,
                      rounds,
                      reports.chosen(),
                      read.isEmpty() ? Format.THRONG_JSON : read.get(0),
                      stored.isEmpty() ? "parquet" : stored.get(0),
                      facts,
                      joins),
                  work,
                  line -> {
                    spec.commandLine().getErr().println(line);
                    spec.commandLine().getErr().flush();
                  })
              .run();
      print(spec.commandLine().getOut(), figures);
    } finally {
      if (folder == null) {
        MoreFiles.deleteRecursively(work, RecursiveDeleteOption.ALLOW_INSECURE);
      }
    }
    return ExitCode.DONE;
  }

  private static boolean isStored(String format) {
    return Arrays.stream(EventFormat.values()).anyMatch(one -> one.label().equals(format));
  }

  private List<Join> joins() {
    List<Join> joins =
        switch (join) {
          case "memory" -> List.of(Join.MEMORY);
          case "shuffle" -> List.of(Join.SHUFFLE);
          case "both" -> List.of(Join.MEMORY, Join.SHUFFLE);
          case "none" -> List.of();
          default ->
              throw new ParameterException(
                  spec.commandLine(), "--join must be memory, shuffle, both or none");
        };
    return facts == 0 ? List.of() : joins;
  }

  private void print(PrintWriter out, Figures figures) throws Exception {
    if (json) {
      out.println(JsonMapper.builder().build().writeValueAsString(figures));
    } else {
      out.printf("%-10s %12s %24s%n", "", "events/s", "CPU s per million");
      line(out, "tokenize", figures.tokenize());
      line(out, "loop", figures.loop());
      line(out, "pipeline", figures.pipeline());
      out.printf(
          "pipeline/loop %.2f, CPU %.2f; loop/tokenize %.2f; start-up %.1f s%n",
          figures.ratio(),
          figures.pipeline().cpuSecondsPerMillion() / figures.loop().cpuSecondsPerMillion(),
          figures.loop().eventsPerSecond() / figures.tokenize().eventsPerSecond(),
          figures.startup());
      FormatFigures format = figures.format();
      if (format != null) {
        out.printf(
            "%s: %.0f bytes an event, throng-json %.0f; bytes a CPU second over throng-json's:"
                + " reading %.2f, loop %.2f (by the clock %.2f)%n",
            format.format(),
            format.bytes(),
            format.jsonBytes(),
            format.read(),
            format.loop(),
            format.loopWall());
      }
      if (figures.ledger() != null) {
        print(out, figures.ledger());
      }
    }
    out.flush();
  }

  private static void print(PrintWriter out, LedgerFigures ledger) {
    out.printf(
        "%nledger: loaded at %,.0f facts/s, %.2f CPU s per million, %.1f bytes of heap a fact%n",
        ledger.load().factsPerSecond(),
        ledger.load().cpuSecondsPerMillion(),
        ledger.load().bytesPerFact());
    if (ledger.memory() != null && ledger.loopMemory() != null) {
      line(out, "memory", ledger.memory());
      line(out, "  loop", ledger.loopMemory());
    }
    if (ledger.shuffle() != null && ledger.loopShuffle() != null) {
      line(out, "shuffle", ledger.shuffle());
      line(out, "  loop", ledger.loopShuffle());
    }
    ledger.ratios().forEach((name, ratio) -> out.printf("%s %.2f; ", name, ratio));
    out.printf("over those without a ledger%nevents kept: %s%n", ledger.kept());
  }

  private static void line(PrintWriter out, String what, Figure figure) {
    out.printf(
        "%-10s %,12.0f %24.2f%n", what, figure.eventsPerSecond(), figure.cpuSecondsPerMillion());
  }
}
