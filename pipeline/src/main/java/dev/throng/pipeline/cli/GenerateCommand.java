package dev.throng.pipeline.cli;

import dev.throng.pipeline.generate.FormatLines;
import dev.throng.pipeline.generate.Generator;
import dev.throng.pipeline.generate.Ids;
import dev.throng.pipeline.generate.LedgerGenerator;
import dev.throng.transforms.parse.Format;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code throng generate}: synthetic events, or a ledger of what the same people said, for load and
 * demonstrations. Ends with 0, with 2 where an argument is out of its range, with 1 where the lines
 * cannot be written.
 */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Makes events of people who do not exist, or a ledger of what they said.",
    description = {
      "Writes synthetic events as lines of throng-json, about 700 bytes each, or facts of a ledger"
          + " about the people of those events, about 220 bytes each, for load and demonstrations."
          + " The same arguments give the same bytes.",
      ""
    },
    footer = {
      "",
      "Example: throng generate --events 1000000 --out events/sample.ndjson.gz",
      "         throng generate --ledger 20000 --out ledger.ndjson"
    })
public final class GenerateCommand implements Callable<Integer> {
  private static final int USAGE = 2;
  private static final int FAILED = 1;

  @ArgGroup(multiplicity = "1")
  private Wanted wanted = new Wanted();

  /** Of what there are to be how many. */
  private static final class Wanted {
    @Option(names = "--events", required = true, paramLabel = "N", description = "how many events")
    private @Nullable Long events;

    @Option(
        names = "--ledger",
        required = true,
        paramLabel = "N",
        description = "how many facts, the same number about each of the people, or one more")
    private @Nullable Long facts;
  }

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "S",
      description = "which world of people and pages; ${DEFAULT-VALUE} otherwise")
  private long seed;

  @Option(
      names = "--people",
      defaultValue = "10000",
      paramLabel = "P",
      description = "how many people live in it; ${DEFAULT-VALUE} otherwise")
  private long people;

  @Option(
      names = "--ids",
      defaultValue = "some",
      paramLabel = "HOW_MANY",
      converter = HowMany.class,
      description =
          "which ids they have: one (a device's), three (also a cookie's and an account's), or some"
              + " of these, as it comes; ${DEFAULT-VALUE} otherwise")
  private Ids ids = Ids.SOME;

  @Option(
      names = "--from",
      defaultValue = "2026-06-01",
      paramLabel = "DAY",
      converter = Day.class,
      description = "the first day, UTC; ${DEFAULT-VALUE} otherwise")
  private LocalDate from = LocalDate.EPOCH;

  @Option(
      names = "--days",
      defaultValue = "7",
      paramLabel = "D",
      description = "how many days the events last; ${DEFAULT-VALUE} otherwise")
  private int days;

  @Option(
      names = "--format",
      defaultValue = "throng-json",
      paramLabel = "F",
      description =
          "in which format events are written, any that is written in lines; consent only in"
              + " ${DEFAULT-VALUE}, which it is otherwise")
  private String format = "";

  @Option(
      names = "--out",
      defaultValue = "-",
      paramLabel = "FILE",
      description =
          "where to, compressed if the name ends with .gz; an existing file is replaced; - is the"
              + " standard output, as without the option")
  private String out = "-";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (wanted.events != null && wanted.events < 0) {
      return fail(USAGE, "--events must be 0 or more.");
    }
    if (wanted.facts != null && wanted.facts < 0) {
      return fail(USAGE, "--ledger must be 0 or more.");
    }
    if (Format.named(format).filter(known -> known != Format.THRONG_AVRO).isEmpty()) {
      return fail(USAGE, "--format must be a format of events that is written in lines.");
    }
    if (days < 1) {
      return fail(USAGE, "--days must be 1 or more.");
    }
    Lines lines;
    try {
      lines = lines(from.atStartOfDay(ZoneOffset.UTC).toInstant(), Duration.ofDays(days));
    } catch (IllegalArgumentException e) {
      return fail(
          USAGE,
          "--people must be 1 to 2^40, and --from and --days within the years 1970 to 9998.");
    }
    try (OutputStream stream = open()) {
      lines.write(stream);
    } catch (IOException e) {
      return fail(
          FAILED, "cannot write " + out + ": check that its folder exists and has room for it.");
    }
    return 0;
  }

  private interface Lines {
    void write(OutputStream stream) throws IOException;
  }

  private Lines lines(Instant start, Duration span) {
    if (wanted.events != null) {
      long events = wanted.events;
      Generator generator = new Generator(seed, people, start, span, 1, ids);
      Format written = Format.named(format).orElse(Format.THRONG_JSON);
      return written == Format.THRONG_JSON
          ? stream -> generator.write(events, stream)
          : stream -> generator.write(events, new FormatLines(written, stream));
    }
    long facts = wanted.facts == null ? 0 : wanted.facts;
    LedgerGenerator generator = new LedgerGenerator(seed, people, start, span, ids);
    return stream -> generator.write(facts, stream);
  }

  private OutputStream open() throws IOException {
    if (out.equals("-")) {
      // Not System.out: that stream keeps its failures for itself.
      return new FileOutputStream(FileDescriptor.out) {
        @Override
        public void close() {
          // The process's own stream, which stays open; nothing is buffered here.
        }
      };
    }
    OutputStream file = Files.newOutputStream(Path.of(out));
    return out.endsWith(".gz") ? new GZIPOutputStream(file, 1 << 16) : file;
  }

  private int fail(int code, String sentence) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("throng generate: " + sentence);
    err.flush();
    return code;
  }

  /** Says what there is to choose from, without capitals. */
  static final class HowMany implements ITypeConverter<Ids> {
    @Override
    public Ids convert(String word) {
      for (Ids each : Ids.values()) {
        if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
          return each;
        }
      }
      throw new TypeConversionException("must be one, three or some, not '" + word + "'");
    }
  }

  /** Says what a day looks like, where picocli would name a Java class. */
  static final class Day implements ITypeConverter<LocalDate> {
    @Override
    public LocalDate convert(String word) {
      try {
        return LocalDate.parse(word);
      } catch (DateTimeException e) {
        throw new TypeConversionException("must be a day such as 2026-06-01, not '" + word + "'");
      }
    }
  }
}
