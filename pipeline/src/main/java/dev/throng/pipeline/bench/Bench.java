package dev.throng.pipeline.bench;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.Join;
import dev.throng.pipeline.publish.Staging;
import dev.throng.pipeline.publish.Summary;
import dev.throng.pipeline.read.InputFiles;
import dev.throng.pipeline.read.LedgerFiles;
import dev.throng.pipeline.read.ReleaseCalendar;
import dev.throng.pipeline.read.RunRange;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.pipeline.run.BatchRun;
import dev.throng.pipeline.run.Engine;
import dev.throng.pipeline.run.RunListener;
import dev.throng.schemas.Split;
import dev.throng.transforms.parse.Format;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Generates events, then runs the same steps over them in a plain loop and in the pipeline, in
 * turn; with a ledger, both ways to join it, too. Its first round warms up, and does not count.
 */
public final class Bench {
  private static final int THREADS = 2;
  private static final int BUCKETS = 64;

  private final Settings settings;
  private final BenchFiles files;
  private final Consumer<String> tell;

  /**
   * What to measure.
   *
   * @param events how many, at least 1
   * @param rounds how often, at least 1
   * @param reports what is counted
   * @param read the format of the events; where it is not throng-json, all of them may serve
   *     anything
   * @param stored the format of stored events
   * @param facts how many facts the ledger has; 0 for none
   * @param joins how the ledger is joined, {@link Join#MEMORY} and {@link Join#SHUFFLE}; without
   *     either it is loaded only
   */
  public record Settings(
      long events,
      int rounds,
      BenchReports reports,
      Format read,
      String stored,
      long facts,
      List<Join> joins) {
    public Settings {
      joins = List.copyOf(joins);
    }
  }

  /**
   * A bench that puts its files into a folder.
   *
   * @param tell hears how far it is
   */
  public Bench(Settings settings, Path folder, Consumer<String> tell) {
    this.settings = settings;
    this.files = new BenchFiles(settings, folder);
    this.tell = tell;
  }

  /**
   * One that is measured.
   *
   * @param empty its start-up
   * @param full all of its work; gives how many events it kept
   */
  private record Contestant(String name, Callable<?> empty, Callable<Long> full) {}

  /** Measures. */
  public Figures run() throws Exception {
    files.generate();
    tell.accept(
        "generated %,d events of %,.0f bytes on average, %,d facts"
            .formatted(settings.events(), files.eventBytes(settings.read()), settings.facts()));
    List<Contestant> contestants = contestants();
    Map<String, List<Figure>> figures = new LinkedHashMap<>();
    Map<String, Long> kept = new LinkedHashMap<>();
    List<Double> startup = new ArrayList<>();
    List<LedgerLoad> loads = new ArrayList<>();
    for (int round = 0; round <= settings.rounds(); round++) {
      String when = round == 0 ? "round 0 (to warm up)" : "round " + round;
      if (settings.facts() > 0) {
        LedgerLoad load = LedgerLoad.of(files.job(true, Join.MEMORY), settings.facts());
        tell.accept(
            "%s: load %,.0f facts/s, %.2f CPU s per million"
                .formatted(when, load.factsPerSecond(), load.cpuSecondsPerMillion()));
        if (round > 0) {
          loads.add(load);
        }
      }
      for (Contestant each : contestants) {
        Stopwatch empty = Stopwatch.time(each.empty()::call);
        Stopwatch full = Stopwatch.time(() -> kept.put(each.name(), each.full().call()));
        Figure figure = full.figure(settings.events(), empty);
        tell.accept(
            "%s: %s %,.0f events/s, %.2f CPU s per million; start-up %.1f s"
                .formatted(
                    when,
                    each.name(),
                    figure.eventsPerSecond(),
                    figure.cpuSecondsPerMillion(),
                    empty.wall() / 1e9));
        if (round > 0) {
          figures.computeIfAbsent(each.name(), name -> new ArrayList<>()).add(figure);
          if (each.name().equals("pipeline")) {
            startup.add(empty.wall() / 1e9);
          }
        }
      }
    }
    return figures(figures, Figure.middle(startup), loads, kept);
  }

  private Figures figures(
      Map<String, List<Figure>> all, double startup, List<LedgerLoad> loads, Map<String, Long> kept)
      throws IOException {
    Map<String, Figure> medians = new LinkedHashMap<>();
    all.forEach((name, figures) -> medians.put(name, Figure.median(figures)));
    kept.keySet().removeAll(List.of("tokenize", "read", "read_json", "loop_json"));
    Figure loop = median(medians, "loop");
    Figure pipeline = median(medians, "pipeline");
    return new Figures(
        median(medians, "tokenize"),
        loop,
        pipeline,
        pipeline.eventsPerSecond() / loop.eventsPerSecond(),
        startup,
        isOfOthers() ? format(medians) : null,
        loads.isEmpty() ? null : LedgerFigures.of(LedgerLoad.median(loads), medians, kept));
  }

  private FormatFigures format(Map<String, Figure> medians) throws IOException {
    return FormatFigures.of(
        settings.read().label(),
        files.eventBytes(settings.read()),
        files.eventBytes(Format.THRONG_JSON),
        median(medians, "read"),
        median(medians, "read_json"),
        median(medians, "loop"),
        median(medians, "loop_json"));
  }

  /** Whether there is a format to compare with throng-json. */
  private boolean isOfOthers() {
    return settings.read() != Format.THRONG_JSON;
  }

  private static Figure median(Map<String, Figure> medians, String name) {
    Figure figure = medians.get(name);
    if (figure == null) {
      throw new IllegalStateException(name + " was not measured");
    }
    return figure;
  }

  private List<Contestant> contestants() throws IOException {
    List<Contestant> all = new ArrayList<>();
    all.add(
        new Contestant(
            "tokenize",
            () -> null,
            () -> {
              Tokenizing.run(files.json(), THREADS);
              return 0L;
            }));
    add(all, null);
    if (isOfOthers()) {
      Job json = files.job(false, null, Format.THRONG_JSON);
      Job nothing = files.job(true, null, Format.THRONG_JSON);
      Job own = files.job(false, null);
      all.add(new Contestant("loop_json", () -> loop(nothing), () -> loop(json)));
      all.add(new Contestant("read", () -> null, () -> read(own)));
      all.add(new Contestant("read_json", () -> null, () -> read(json)));
    }
    for (Join join : settings.joins()) {
      add(all, join);
    }
    return all;
  }

  private void add(List<Contestant> all, @Nullable Join join) throws IOException {
    Job empty = files.job(true, join);
    Job full = files.job(false, join);
    String name = join == null ? "" : join.name().toLowerCase(Locale.ROOT);
    all.add(
        new Contestant(
            join == null ? "loop" : "loop_" + name, () -> loop(empty), () -> loop(full)));
    all.add(
        new Contestant(
            join == null ? "pipeline" : name, () -> pipeline(empty), () -> pipeline(full)));
  }

  private static long loop(Job job) throws IOException, InterruptedException {
    for (String output : job.outputs().places().folders()) {
      Staging.removeAll(output);
    }
    Staging staging = Staging.ofNewRun();
    List<Split> splits = InputFiles.splits(job.events());
    Summary summary =
        new PlainLoop(
                new WorkerSettings(
                    job,
                    RunRange.EVERYTHING,
                    ReleaseCalendar.of(job, RunRange.EVERYTHING, Instant.now()),
                    staging,
                    LedgerFiles.of(job.consent(), job.store()),
                    BUCKETS),
                THREADS)
            .run(splits);
    summary.write(staging, job.outputs().places().home(), Staging.newAttempt());
    return summary.counts().kept();
  }

  private static long read(Job job) throws IOException, InterruptedException {
    Reading.run(job, THREADS);
    return 0;
  }

  private static long pipeline(Job job) throws IOException {
    Engine engine = Engine.of("--parallelism=" + THREADS);
    return new BatchRun(job, RunRange.EVERYTHING, engine, RunListener.NONE)
        .run()
        .summary()
        .counts()
        .kept();
  }
}
