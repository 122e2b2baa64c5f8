package dev.throng.pipeline.cli;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.rights.Access;
import dev.throng.pipeline.rights.Correction;
import dev.throng.pipeline.rights.NamedId;
import dev.throng.pipeline.rights.Receipt;
import dev.throng.pipeline.rights.Rights;
import dev.throng.pipeline.rights.Rights.Request;
import dev.throng.pipeline.run.Engine;
import dev.throng.transforms.files.LocalFiles;
import dev.throng.transforms.pseudonymize.key.JoinPseudonyms;
import dev.throng.transforms.pseudonymize.key.MasterReference;
import dev.throng.transforms.settings.SettingsException;
import dev.throng.transforms.step.IdType;
import dev.throng.transforms.step.Purpose;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code throng subject}. */
@Command(
    name = "subject",
    subcommands = SubjectHoldCommand.class,
    header = "People's rights over all that is stored of them.",
    description = {
      "Whoever runs this has verified that the ids are of the person who asks. Every folder that a"
          + " job with the same store ever wrote to is gone through. No id is printed or kept; each"
          + " request leaves a receipt in the store and two entries in the audit trail.",
      ""
    },
    mixinStandardHelpOptions = true)
final class SubjectCommand implements Runnable {
  private static final String OUT =
      "Where to write it, a file that is not there yet, open to its owner only; else it is printed.";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new SettingsException(
        "which of them: subject access, erase, restrict, object, correct, or hold?");
  }

  @Command(
      name = "access",
      header = "Gives all stored events of a person, and nothing of others.",
      mixinStandardHelpOptions = true)
  int access(
      @Mixin JobAndRunner of,
      @Mixin Subjects subjects,
      @Option(
              names = "--format",
              paramLabel = "jsonl|csv",
              description = "JSON lines, or CSV for spreadsheets.",
              defaultValue = "jsonl")
          String format,
      @Option(names = "--out", paramLabel = "FILE", description = OUT) @Nullable Path out)
      throws IOException {
    Access.Form form =
        switch (format) {
          case "jsonl" -> Access.Form.JSONL;
          case "csv" -> Access.Form.CSV;
          default -> throw new SettingsException("--format must be jsonl or csv");
        };
    Instant now = now();
    Engine engine = of.engine();
    Job job = of.job(now);
    Collection<NamedId> ids = people(job, subjects);
    Access access = new Access(job, now, engine);
    Receipt receipt;
    if (out == null) {
      ByteArrayOutputStream rows = new ByteArrayOutputStream();
      receipt = access.write(ids, form, Channels.newChannel(rows));
      spec.commandLine().getOut().print(rows.toString(StandardCharsets.UTF_8));
      spec.commandLine().getOut().flush();
    } else {
      create(out, new byte[0]);
      receipt = access.write(ids, form, FileChannel.open(out, StandardOpenOption.WRITE));
      spec.commandLine().getOut().print(receipt + System.lineSeparator());
      spec.commandLine().getOut().flush();
    }
    return code(receipt);
  }

  @Command(
      name = "erase",
      header = "Takes a person out of all stored events, and keeps them out.",
      description = {
        "Later runs over old input drop what is theirs, until they allow something anew. May be"
            + " interrupted and run again.",
        ""
      },
      mixinStandardHelpOptions = true)
  int erase(
      @Mixin JobAndRunner of,
      @Mixin Subjects subjects,
      @Option(
              names = "--private",
              paramLabel = "REF",
              description =
                  "Where the private seal keys lie, file:PATH or env:NAME: then sealed rejections"
                      + " are gone through, too. Without, they end with their seal key.")
          @Nullable String opens,
      @Option(names = "--out", paramLabel = "FILE", description = "The receipt. " + OUT)
          @Nullable Path out)
      throws IOException {
    Instant now = now();
    Engine engine = of.engine();
    Job job = of.job(now);
    Optional<MasterReference> key = Optional.ofNullable(opens).map(ReplayCommand::reference);
    return hand(
        new Rights(job, now, key, engine).change(Request.ERASE, people(job, subjects), Set.of()),
        out);
  }

  @Command(
      name = "restrict",
      header = "Sets a person's stored events apart, where nothing uses them.",
      description = {
        "They are sealed under a key of their own, and later runs drop the person's events, until"
            + " --lift puts the rows back.",
        ""
      },
      mixinStandardHelpOptions = true)
  int restrict(
      @Mixin JobAndRunner of,
      @Mixin Subjects subjects,
      @Option(names = "--lift", description = "The restriction is over.") boolean lift,
      @Option(names = "--out", paramLabel = "FILE", description = "The receipt. " + OUT)
          @Nullable Path out)
      throws IOException {
    return change(lift ? Request.LIFT : Request.RESTRICT, of, subjects, Set.of(), out);
  }

  @Command(
      name = "object",
      header = "Ends purposes for a person: stored events do not serve them any more.",
      mixinStandardHelpOptions = true)
  int object(
      @Mixin JobAndRunner of,
      @Mixin Subjects subjects,
      @Option(
              names = "--purpose",
              required = true,
              paramLabel = "PURPOSE",
              description =
                  "statistical, personalisation, marketing, share_with_sellers, research, or '*' for"
                      + " all. May come several times.")
          List<String> purposes,
      @Option(names = "--out", paramLabel = "FILE", description = "The receipt. " + OUT)
          @Nullable Path out)
      throws IOException {
    for (String purpose : purposes) {
      if (!purpose.equals("*") && Purpose.named(purpose).isEmpty()) {
        throw new SettingsException(
            "--purpose must be one of "
                + String.join(", ", Purpose.labels(Purpose.ALL))
                + ", or '*' for all");
      }
    }
    Set<String> all = purposes.contains("*") ? Set.of("*") : new LinkedHashSet<>(purposes);
    return change(Request.OBJECT, of, subjects, all, out);
  }

  @Command(
      name = "correct",
      header = "Puts right what stored events say of a person.",
      description = {
        "A later run over the old input stores again what the input says: correct that, too.",
        ""
      },
      mixinStandardHelpOptions = true)
  int correct(
      @Mixin JobAndRunner of,
      @Mixin Subjects subjects,
      @Option(
              names = "--residence",
              paramLabel = "COUNTRY",
              description = "Where the person lives, as in DE.")
          @Nullable String residence,
      @Option(names = "--role", paramLabel = "ROLE", description = "buyer, seller or visitor.")
          @Nullable String role,
      @Option(names = "--out", paramLabel = "FILE", description = "The receipt. " + OUT)
          @Nullable Path out)
      throws IOException {
    if (residence == null && role == null) {
      throw new SettingsException("what is wrong? say what is right, by --residence or --role");
    }
    if (residence != null && !List.of(Locale.getISOCountries()).contains(residence)) {
      throw new SettingsException("--residence must be a country's two letters, as in DE");
    }
    if (role != null && !List.of("buyer", "seller", "visitor").contains(role)) {
      throw new SettingsException("--role must be one of buyer, seller, visitor");
    }
    Instant now = now();
    Engine engine = of.engine();
    Job job = of.job(now);
    return hand(new Correction(residence, role).make(job, people(job, subjects), now, engine), out);
  }

  private int change(
      Request request, JobAndRunner of, Subjects subjects, Set<String> purposes, @Nullable Path out)
      throws IOException {
    Instant now = now();
    Engine engine = of.engine();
    Job job = of.job(now);
    return hand(new Rights(job, now, engine).change(request, people(job, subjects), purposes), out);
  }

  private int hand(Receipt receipt, @Nullable Path out) throws IOException {
    if (out == null) {
      PrintWriter to = spec.commandLine().getOut();
      to.println(receipt);
      to.flush();
    } else {
      create(out, receipt.bytes());
    }
    return code(receipt);
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Whom a request is about. */
  static Collection<NamedId> people(Job job, Subjects subjects) throws IOException {
    List<NamedId> ids = new ArrayList<>(subjects.named(JoinPseudonyms.open(job.keys())));
    if (ids.stream().anyMatch(id -> id.type() == IdType.COMPANY)) {
      throw new SettingsException(
          "--company: a company is no person, and its events are those of many; name devices,"
              + " cookies or users");
    }
    return ids;
  }

  private static void create(Path out, byte[] content) throws IOException {
    try {
      LocalFiles.write(out, content);
    } catch (FileAlreadyExistsException e) {
      throw new SettingsException("--out: there is a file of that name");
    } catch (IOException e) {
      throw new IOException("--out: the file cannot be written", e);
    }
  }

  private int code(Receipt receipt) {
    for (String file : receipt.damaged()) {
      spec.commandLine()
          .getErr()
          .println(
              "throng: "
                  + file
                  + " is damaged and was left as it is: restore or delete it, and run this again");
    }
    return receipt.damaged().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }
}
