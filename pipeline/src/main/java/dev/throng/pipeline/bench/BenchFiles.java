package dev.throng.pipeline.bench;

import com.google.common.io.Resources;
import dev.throng.pipeline.generate.AvroLines;
import dev.throng.pipeline.generate.FormatLines;
import dev.throng.pipeline.generate.Generator;
import dev.throng.pipeline.generate.LedgerGenerator;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.job.Join;
import dev.throng.transforms.parse.Format;
import dev.throng.transforms.pseudonymize.key.Keyring;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a bench reads: events and facts of the same people, and jobs over them, in one folder. */
final class BenchFiles {
  private static final String JSON = "events.ndjson";
  private static final String EVENTS = "events.txt";
  private static final String EMPTY = "empty.ndjson";
  private static final String EMPTY_AVRO = "empty.avro";
  private static final String LEDGER = "ledger.ndjson";
  private static final long SEED = 1;
  private static final int EVENTS_A_PERSON = 20;
  private static final int FACTS_A_PERSON = 2;
  private static final Instant FROM = Instant.parse("2026-06-01T00:00:00Z");
  private static final Duration SPAN = Duration.ofDays(7);

  private final Bench.Settings settings;
  private final Path folder;

  BenchFiles(Bench.Settings settings, Path folder) {
    this.settings = settings;
    this.folder = folder;
  }

  /** Writes all files but the jobs. */
  void generate() throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(EMPTY), new byte[0]);
    try (OutputStream out = open(JSON)) {
      write(out);
    }
    if (settings.read() != Format.THRONG_JSON) {
      try (OutputStream out = as(settings.read(), open(EVENTS))) {
        write(out);
      }
    }
    new AvroLines(open(EMPTY_AVRO)).close();
    if (settings.facts() > 0) {
      try (OutputStream out = open(LEDGER)) {
        new LedgerGenerator(SEED, Math.max(1, settings.facts() / FACTS_A_PERSON), FROM, SPAN)
            .write(settings.facts(), out);
      }
    }
  }

  private static OutputStream as(Format format, OutputStream out) throws IOException {
    return format == Format.THRONG_AVRO ? new AvroLines(out) : new FormatLines(format, out);
  }

  private void write(OutputStream out) throws IOException {
    new Generator(SEED, Math.max(1, settings.events() / EVENTS_A_PERSON), FROM, SPAN)
        .write(settings.events(), out);
  }

  private OutputStream open(String name) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(folder.resolve(name)), 1 << 20);
  }

  /** The same events as JSON, whatever the format. */
  Path json() {
    return folder.resolve(JSON);
  }

  private static String events(Format format) {
    return format == Format.THRONG_JSON ? JSON : EVENTS;
  }

  /** How many bytes an event of a format has on average. */
  double eventBytes(Format format) throws IOException {
    return (double) Files.size(folder.resolve(events(format))) / settings.events();
  }

  /**
   * A job, with its keys.
   *
   * @param empty whether it reads no events
   * @param join how the ledger is joined, or null for a job that has none
   */
  Job job(boolean empty, @Nullable Join join) throws IOException {
    return job(empty, join, settings.read());
  }

  /** The same over the events as that format has them. */
  Job job(boolean empty, @Nullable Join join, Format read) throws IOException {
    Files.writeString(folder.resolve("reports.yaml"), resource(settings.reports().file()));
    String nothing = read == Format.THRONG_AVRO ? EMPTY_AVRO : EMPTY;
    String input = empty ? nothing : events(read);
    String consent =
        join == null
            ? ""
            : "ledger: %s, join: %s, ".formatted(LEDGER, join.name().toLowerCase(Locale.ROOT));
    // Consent is written by the JSON alone; what nobody says must not make the others quick.
    String otherwise = read == Format.THRONG_JSON ? "denied" : "granted";
    Path file = folder.resolve("job.yaml");
    Files.writeString(
        file,
        resource("job.yaml")
                .replace("INPUT", input)
                .replace("STORED", settings.stored())
                .replace("# BESIDES\n", settings.reports().output())
                .replace("READ", read.label())
                // What is released of nothing is not released of something.
                .replace("STORE", empty ? "store-empty" : "store")
            + "consent: {%sdefault: {\"*\": {\"*\": %s}}}%n".formatted(consent, otherwise));
    Job job = JobFile.read(file.toString(), Instant.now());
    Keyring.of(job.keys()).createMaster();
    Instant last = job.limits().until().minusMillis(1);
    Keyring.of(job.keys()).create(job.limits().from(), last);
    Keyring.of(job.keys()).createForReleases(job.limits().from(), last);
    return job;
  }

  private static String resource(String name) throws IOException {
    return Resources.toString(Resources.getResource(Bench.class, name), StandardCharsets.UTF_8);
  }
}
