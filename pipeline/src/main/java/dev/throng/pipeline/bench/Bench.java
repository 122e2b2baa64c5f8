package dev.throng.pipeline.bench;

import com.google.common.io.Resources;
import dev.throng.pipeline.generate.Generator;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.publish.Staging;
import dev.throng.pipeline.publish.Summary;
import dev.throng.pipeline.read.InputFiles;
import dev.throng.pipeline.read.LedgerFiles;
import dev.throng.pipeline.read.RunRange;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.pipeline.run.BatchRun;
import dev.throng.pipeline.run.Engine;
import dev.throng.pipeline.run.RunListener;
import dev.throng.schemas.Split;
import dev.throng.transforms.pseudonymize.key.Keyring;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Generates events, then runs the same steps over them in a plain loop and in the pipeline, in
 * turn. Its first round warms up, and does not count.
 */
public final class Bench {
  private static final Instant FROM = Instant.parse("2026-06-01T00:00:00Z");
  private static final Duration SPAN = Duration.ofDays(7);
  private static final int THREADS = 2;
  private static final int SESSION_BUCKETS = 64;

  private final Settings settings;
  private final Path folder;
  private final Consumer<String> tell;

  /**
   * What to measure.
   *
   * @param events how many, at least 1
   * @param rounds how often, at least 1
   * @param sessions whether two reports of sessions are added
   * @param format of stored events
   */
  public record Settings(long events, int rounds, boolean sessions, String format) {}

  /**
   * A bench that puts its files into a folder.
   *
   * @param tell hears how far it is
   */
  public Bench(Settings settings, Path folder, Consumer<String> tell) {
    this.settings = settings;
    this.folder = folder;
    this.tell = tell;
  }

  /** Measures. */
  public Figures run() throws Exception {
    Path input = generate();
    Job job = job("events.ndjson");
    Job empty = job("empty.ndjson");
    Keyring.of(job.keys()).createMaster();
    Keyring.of(job.keys()).create(job.limits().from(), job.limits().until().minusMillis(1));
    List<Figure> tokenize = new ArrayList<>();
    List<Figure> loop = new ArrayList<>();
    List<Figure> pipeline = new ArrayList<>();
    List<Double> startup = new ArrayList<>();
    for (int round = 0; round <= settings.rounds(); round++) {
      Stopwatch tokens = Stopwatch.time(() -> Tokenizing.run(input, THREADS));
      Stopwatch emptyLoop = Stopwatch.time(() -> loop(empty));
      Stopwatch fullLoop = Stopwatch.time(() -> loop(job));
      Stopwatch emptyPipeline = Stopwatch.time(() -> pipeline(empty));
      Stopwatch fullPipeline = Stopwatch.time(() -> pipeline(job));
      Figure tokenFigure = tokens.figure(settings.events(), new Stopwatch(0, 0));
      Figure loopFigure = fullLoop.figure(settings.events(), emptyLoop);
      Figure pipelineFigure = fullPipeline.figure(settings.events(), emptyPipeline);
      if (round > 0) {
        tokenize.add(tokenFigure);
        loop.add(loopFigure);
        pipeline.add(pipelineFigure);
        startup.add(emptyPipeline.wall() / 1e9);
      }
      tell.accept(
          "round %s: tokenize %,.0f, loop %,.0f, pipeline %,.0f events/s; start-up %.1f s"
              .formatted(
                  round == 0 ? "0 (to warm up)" : round,
                  tokenFigure.eventsPerSecond(),
                  loopFigure.eventsPerSecond(),
                  pipelineFigure.eventsPerSecond(),
                  emptyPipeline.wall() / 1e9));
    }
    Figure loops = Figure.median(loop);
    Figure pipelines = Figure.median(pipeline);
    return new Figures(
        Figure.median(tokenize),
        loops,
        pipelines,
        pipelines.eventsPerSecond() / loops.eventsPerSecond(),
        Figure.middle(startup));
  }

  private Path generate() throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("empty.ndjson"), new byte[0]);
    Path input = folder.resolve("events.ndjson");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(input), 1 << 20)) {
      new Generator(1, Math.max(1, settings.events() / 20), FROM, SPAN)
          .write(settings.events(), out);
    }
    tell.accept(
        "generated %,d events of %,d bytes on average"
            .formatted(settings.events(), Files.size(input) / settings.events()));
    return input;
  }

  private Job job(String input) throws IOException {
    String reports = settings.sessions() ? "reports-with-sessions.yaml" : "reports.yaml";
    Files.writeString(folder.resolve("reports.yaml"), resource(reports));
    Path file = folder.resolve("job-" + input + ".yaml");
    Files.writeString(
        file, resource("job.yaml").replace("INPUT", input).replace("FORMAT", settings.format()));
    return JobFile.read(file.toString(), Instant.now());
  }

  private static String resource(String name) throws IOException {
    return Resources.toString(Resources.getResource(Bench.class, name), StandardCharsets.UTF_8);
  }

  private static void loop(Job job) throws IOException, InterruptedException {
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
                    staging,
                    LedgerFiles.of(job.consent()),
                    SESSION_BUCKETS),
                THREADS)
            .run(splits);
    summary.write(staging, job.outputs().places().home(), Staging.newAttempt());
  }

  private static void pipeline(Job job) throws IOException {
    Engine engine = Engine.of("--parallelism=" + THREADS);
    new BatchRun(job, RunRange.EVERYTHING, engine, RunListener.NONE).run();
  }
}
