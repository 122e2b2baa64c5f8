package dev.throng.pipeline.cli;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.rights.KeyDestruction;
import dev.throng.pipeline.rights.KeyUse;
import dev.throng.pipeline.store.StoreWork;
import dev.throng.pipeline.store.Trail;
import dev.throng.transforms.aggregate.Report;
import dev.throng.transforms.pseudonymize.key.Epoch;
import dev.throng.transforms.pseudonymize.key.KeyRecord;
import dev.throng.transforms.pseudonymize.key.Keyring;
import dev.throng.transforms.pseudonymize.key.MasterReference;
import dev.throng.transforms.pseudonymize.treatment.TextScrubbing;
import dev.throng.transforms.settings.PrivacyException;
import dev.throng.transforms.settings.SettingsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code throng keys}. */
@Command(
    name = "keys",
    description = "The keyring that a job names.",
    subcommands = KeysSealCommand.class,
    mixinStandardHelpOptions = true)
final class KeysCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "keys create, list, rotate, destroy or seal?");
  }

  @Command(
      name = "create",
      description =
          "Makes the keys that are missing for the job's limits, and the master key's file (mode"
              + " 0600) where there is none.",
      mixinStandardHelpOptions = true)
  int create(@Parameters(paramLabel = "JOB.yaml", description = "The job file.") String jobFile)
      throws IOException {
    Job job = JobFile.read(jobFile, Instant.now());
    PrintWriter out = spec.commandLine().getOut();
    Keyring keyring = Keyring.of(job.keys());
    if (keyring.createMaster()) {
      out.printf(
          "made the master key %s; without it nothing can be read, so keep a copy elsewhere%n",
          job.keys().master());
    }
    Instant last = job.limits().until().minusMillis(1);
    int made = keyring.create(job.limits().from(), last);
    if (job.reports().stream().anyMatch(Report::isNoised)) {
      made += keyring.createForReleases(job.limits().from(), last);
    }
    if (made > 0) {
      Trail.of(job.store()).add("keys create", Trail.State.DONE, Map.of("keys", "" + made));
    }
    out.printf("made %,d keys in %s%n", made, job.keys().keyring());
    out.flush();
    return ExitCode.DONE;
  }

  @Command(
      name = "list",
      description =
          "Lists every key: its name, kind, state, id, when it was made, how many days ago that was,"
              + " and how many files of stored events are of its time.",
      mixinStandardHelpOptions = true)
  int list(@Parameters(paramLabel = "JOB.yaml", description = "The job file.") String jobFile)
      throws IOException {
    Instant now = Instant.now();
    Job job = JobFile.read(jobFile, now);
    PrintWriter out = spec.commandLine().getOut();
    Map<Long, Integer> files = new KeyUse(job).filesByDay();
    out.printf(
        "%-20s %-10s %-10s %-16s %-20s %5s %s%n",
        "key", "kind", "state", "id", "made", "days", "files");
    for (KeyRecord key : Keyring.of(job.keys()).list()) {
      out.printf(
          "%-20s %-10s %-10s %-16s %-20s %5s %s%n",
          key.name(),
          key.kind().name().toLowerCase(Locale.ROOT),
          key.state().name().toLowerCase(Locale.ROOT),
          key.keyId().orElse(""),
          key.created().map(Instant::toString).orElse(""),
          key.created().map(made -> "" + Duration.between(made, now).toDays()).orElse(""),
          depending(key, files));
    }
    out.flush();
    return ExitCode.DONE;
  }

  private static String depending(KeyRecord key, Map<Long, Integer> files) {
    if (key.kind() != KeyRecord.Kind.EPOCH && key.kind() != KeyRecord.Kind.DAY) {
      return "";
    }
    String period = key.name().substring(key.name().indexOf('/') + 1);
    Epoch epoch = Epoch.ofName(period).orElseThrow();
    return ""
        + files.entrySet().stream()
            .filter(day -> epoch.nameOfDay(day.getKey()).equals(period))
            .mapToInt(Map.Entry::getValue)
            .sum();
  }

  @Command(
      name = "rotate",
      header = "Gives the keyring a new master key; pseudonyms stay as they are.",
      description = {
        "A master key in a file is replaced in its file, which holds both until all keys are under the"
            + " new one: who runs meanwhile goes on, and who is interrupted runs it again. One in"
            + " another place is put into a new place first, which the job file then names. Keys of"
            + " times that no event can have reached yet are made anew.",
        ""
      },
      mixinStandardHelpOptions = true)
  int rotate(
      @Parameters(paramLabel = "JOB.yaml", description = "The job file.") String jobFile,
      @Option(
              names = "--from",
              paramLabel = "REF",
              description = "Where the old master key lies: file:PATH, env:NAME or kms:URI.")
          @Nullable String from)
      throws IOException {
    Instant now = Instant.now();
    Job job = JobFile.read(jobFile, now);
    Trail trail = Trail.of(job.store());
    trail.add("keys rotate", Trail.State.BEGUN, Map.of());
    Keyring.Rotated rotated =
        Keyring.of(job.keys())
            .rotate(Optional.ofNullable(from).map(KeysCommand::reference), unused(job, now), now);
    trail.add(
        "keys rotate",
        Trail.State.DONE,
        Map.of(
            "keys_wrapped", "" + rotated.wrapped(),
            "keys_renewed", "" + rotated.renewed()));
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "put %,d keys under a new master key, and made %,d of times to come anew%n",
        rotated.wrapped(), rotated.renewed());
    out.println("what was copied of the old master key and the keyring still opens together");
    out.flush();
    return ExitCode.DONE;
  }

  /** Events may be as far ahead of the clock as the job takes; beyond, no key was ever used. */
  private static long unused(Job job, Instant now) throws IOException {
    Instant clock = now.plus(Duration.ofDays(2));
    Instant last = job.limits().until().isAfter(clock) ? job.limits().until() : clock;
    long ahead = Math.floorDiv(last.getEpochSecond(), 86_400L);
    long stored =
        new KeyUse(job).filesByDay().keySet().stream().mapToLong(Long::longValue).max().orElse(0);
    return Math.max(ahead, stored);
  }

  private static MasterReference reference(String word) {
    try {
      return MasterReference.parse(word);
    } catch (IllegalArgumentException e) {
      throw new SettingsException("--from " + e.getMessage());
    }
  }

  @Command(
      name = "destroy",
      header = "Destroys the keys of an epoch, for good.",
      description = {
        "What they made can be linked to nobody any more, by anyone, in any copy. Refused with 5 while"
            + " the store holds rows with pseudonyms of that time: 'throng retain' ends them first.",
        ""
      },
      mixinStandardHelpOptions = true)
  int destroy(
      @Parameters(paramLabel = "JOB.yaml", description = "The job file.") String jobFile,
      @Option(
              names = "--epoch",
              required = true,
              paramLabel = "NAME",
              description = "As 'keys list' names it: 2026-06, 2026-W23 or 2026-06-01.")
          String epoch,
      @Option(
              names = "--reason",
              paramLabel = "TEXT",
              description = "Why, in words that name nobody.",
              defaultValue = "by hand")
          String reason)
      throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Job job = JobFile.read(jobFile, now);
    if (Epoch.ofName(epoch).isEmpty()) {
      throw new SettingsException(
          "--epoch must be the name of a month, a week or a day, as 'throng keys list' prints it");
    }
    if (!reason.equals(new TextScrubbing().scrub(reason))) {
      throw new SettingsException("--reason must be plain words that name nobody");
    }
    // Nobody puts rows there between the look and the deed.
    List<KeyRecord> destroyed =
        StoreWork.alone(job.store(), () -> destroyAlone(job, epoch, reason, now));
    PrintWriter out = spec.commandLine().getOut();
    for (KeyRecord key : destroyed) {
      out.printf(
          "destroyed %s, id %s, at %s: %s%n", key.name(), key.keyId().orElse("-"), now, reason);
    }
    out.flush();
    return ExitCode.DONE;
  }

  private static List<KeyRecord> destroyAlone(Job job, String epoch, String reason, Instant now)
      throws IOException {
    Optional<String> holder = new KeyUse(job).of(epoch);
    if (holder.isPresent()) {
      throw new PrivacyException(
          "the store holds rows whose pseudonyms are of "
              + epoch
              + ", as in "
              + holder.orElseThrow()
              + ": end them with 'throng retain', or nobody could find them for who asks");
    }
    Trail trail = Trail.of(job.store());
    trail.add("keys destroy", Trail.State.BEGUN, Map.of("epoch", epoch, "reason", reason));
    List<KeyRecord> destroyed = new KeyDestruction(job).of(epoch, reason, now);
    trail.add(
        "keys destroy",
        Trail.State.DONE,
        Map.of("epoch", epoch, "reason", reason, "keys", "" + destroyed.size()));
    return destroyed;
  }
}
