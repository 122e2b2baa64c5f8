package dev.throng.pipeline.replay;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.pipeline.job.Input;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.Output;
import dev.throng.pipeline.publish.Counts;
import dev.throng.pipeline.publish.EventFormat;
import dev.throng.pipeline.publish.SplitSummary;
import dev.throng.pipeline.publish.WrittenFile;
import dev.throng.pipeline.read.RunRange;
import dev.throng.pipeline.rights.Rights;
import dev.throng.pipeline.rights.SealedRejections;
import dev.throng.pipeline.rights.SealedRejections.Line;
import dev.throng.pipeline.run.BatchRun;
import dev.throng.pipeline.run.Engine;
import dev.throng.pipeline.run.RunListener;
import dev.throng.pipeline.run.RunResult;
import dev.throng.pipeline.store.StoreWork;
import dev.throng.pipeline.store.Trail;
import dev.throng.transforms.files.SmallFiles;
import dev.throng.transforms.pseudonymize.key.MasterReference;
import dev.throng.transforms.pseudonymize.key.RecordOpener;
import dev.throng.transforms.settings.SettingsException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.jspecify.annotations.Nullable;

/**
 * Opens what was rejected and sealed, and runs it through the pipeline of today: by its policy, its
 * keys, and all that people have said until now. What is kept is stored and marked; statistics that
 * are out stay as they are. What is rejected again stays sealed, and may be replayed again; all
 * else never is.
 *
 * <p>First the plan is written, then it is carried out, then it is written down what is replayed,
 * then the sealed records go. Whoever is killed is completed by the next call, which writes the
 * same rows under the same names; two calls at once wait for each other, where the store is local.
 */
public final class Replay {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PLANNED = ".planned.json";
  private static final String DONE = ".done.json";

  private final Job job;
  private final MasterReference opens;
  private final Instant now;
  private final Engine engine;
  private final RunListener listener;
  private final String folder;
  private final SmallFiles files;
  private final Output<EventFormat> events;

  /**
   * A replay of all that the job's store knows of.
   *
   * @param opens where the private halves of the seal keys lie
   * @throws SettingsException where the job stores no events
   */
  public Replay(Job job, MasterReference opens, Instant now, Engine engine, RunListener listener) {
    this.job = job;
    this.opens = opens;
    this.now = now;
    this.engine = engine;
    this.listener = listener;
    this.folder = SealedRejections.replays(job);
    this.files = SmallFiles.at(folder);
    Output<EventFormat> stored = job.outputs().events();
    if (stored == null) {
      throw new SettingsException(
          "the job stores no events, so a replay would come to nothing: name 'output.events'");
    }
    this.events = stored;
  }

  /**
   * Does it.
   *
   * @throws dev.throng.transforms.pseudonymize.key.KeyException where the private keys cannot be
   *     read
   */
  public ReplayResult run() throws IOException {
    RecordOpener opener = RecordOpener.of(opens, now);
    return files.alone(() -> runAlone(opener));
  }

  private ReplayResult runAlone(RecordOpener opener) throws IOException {
    Trail trail = Trail.of(job.store());
    trail.add("replay", Trail.State.BEGUN, Map.of());
    cleanUp();
    Counts counts = Counts.none();
    Plan interrupted = interrupted();
    if (interrupted != null) {
      withdraw(interrupted);
      counts = carryOut(interrupted);
    }
    Found found = find(opener);
    if (!found.lines().isEmpty()) {
      Plan plan = Plan.of(found.lines());
      files.create(plan.contents());
      // From here on it is a plan.
      files.create(Map.of(plan.marker(PLANNED), new byte[] {'{', '}', '\n'}));
      counts = counts.plus(carryOut(plan));
    }
    if (!job.consent().decide().looksAhead()) {
      // Its rule hears of no restriction that came after the event; that for stored rows does.
      Rights.hear(job);
    }
    trail.add(
        "replay",
        Trail.State.DONE,
        Map.of(
            "records", Long.toString(counts.read()),
            "kept", Long.toString(counts.kept()),
            "rejected_again", Long.toString(counts.allRejected()),
            "locked", Long.toString(found.locked()),
            "expired", Long.toString(found.expired())));
    return new ReplayResult(counts, found.locked(), found.expired());
  }

  private record Found(List<Line> lines, long locked, long expired) {}

  /** What is sealed and was never replayed. */
  private Found find(RecordOpener opener) throws IOException {
    Replayed replayed = replayed();
    List<Line> sealed = new ArrayList<>();
    new SealedRejections(job).each(sealed::add);
    List<Line> lines = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    long locked = 0;
    long expired = 0;
    for (Line line : sealed) {
      if (replayed.holds(line) || !seen.add(line.sealed().toString())) {
        continue;
      }
      if (!line.sealed().expires().isAfter(now)) {
        expired++;
      } else if (opener.opens(line.sealed())) {
        lines.add(line);
      } else {
        locked++;
      }
    }
    return new Found(lines, locked, expired);
  }

  private Counts carryOut(Plan plan) throws IOException {
    Job replaying =
        job.replaying(
            new Input.Sealed(plan.files().keySet().stream().map(folder::concat).toList(), opens),
            folder + "rejected",
            folder + plan.marker(".run.json"));
    RunResult result = new BatchRun(replaying, RunRange.EVERYTHING, engine, listener).run();
    files.replace(Map.of(plan.marker(DONE), Replayed.bytes(accepted(plan, result))));
    complete(plan);
    return result.summary().counts();
  }

  /** What an interrupted replay has stored was decided by what was known then. */
  private void withdraw(Plan plan) throws IOException {
    Replayed none = new Replayed(stored());
    StoreWork.alone(
        job.store(),
        () -> {
          for (String file : plan.files().keySet()) {
            FileSystems.delete(
                none.rows(file.substring(0, file.indexOf('.'))),
                StandardMoveOptions.IGNORE_MISSING_FILES);
          }
          return plan;
        });
  }

  /** All records of the plan, but those that were rejected again. */
  private Map<String, List<Line>> accepted(Plan plan, RunResult result) throws IOException {
    Map<String, Set<Long>> rejected = new HashMap<>();
    for (SplitSummary split : result.summary().splits()) {
      for (WrittenFile file : split.rejections()) {
        try (BufferedReader lines =
            new BufferedReader(
                Channels.newReader(
                    FileSystems.open(
                        FileSystems.matchSingleFileSpec(folder + "rejected/" + file.place())
                            .resourceId()),
                    StandardCharsets.UTF_8))) {
          Set<Long> numbers = rejected.computeIfAbsent(file.place(), name -> new HashSet<>());
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            numbers.add(JSON.readTree(line).path("offset").asLong());
          }
        }
      }
    }
    Map<String, List<Line>> accepted = new TreeMap<>();
    for (Map.Entry<String, List<String>> file : plan.files().entrySet()) {
      Set<Long> again = rejected.getOrDefault(file.getKey(), Set.of());
      List<Line> lines = new ArrayList<>();
      for (int i = 0; i < file.getValue().size(); i++) {
        if (!again.contains((long) i)) {
          SealedRejections.line(file.getValue().get(i)).ifPresent(lines::add);
        }
      }
      accepted.put(file.getKey(), lines);
    }
    return accepted;
  }

  /** What is written down as replayed goes from the rejections, and then the plan goes. */
  private void complete(Plan plan) throws IOException {
    Replayed done = replayed();
    StoreWork.alone(
        job.store(),
        () -> new SealedRejections(job).strip(line -> done.holds(line.sealed().toString()), false));
    List<String> over = new ArrayList<>(plan.files().keySet());
    files.delete(List.of(plan.marker(PLANNED)));
    files.delete(over);
  }

  /** Removes what whoever was killed had not yet made a plan, or had carried out. */
  private void cleanUp() throws IOException {
    Set<String> names = files.names("");
    files.sweep("");
    for (Plan plan : plans(names)) {
      if (names.contains(plan.marker(DONE))) {
        complete(plan);
      } else if (!names.contains(plan.marker(PLANNED))) {
        files.delete(plan.files().keySet());
      }
    }
  }

  private @Nullable Plan interrupted() throws IOException {
    Set<String> names = files.names("");
    for (Plan plan : plans(names)) {
      if (names.contains(plan.marker(PLANNED)) && !names.contains(plan.marker(DONE))) {
        return plan;
      }
    }
    return null;
  }

  private List<Plan> plans(Set<String> names) throws IOException {
    Map<String, List<String>> byNumber = new TreeMap<>();
    for (String name : names) {
      if (Plan.isFile(name)) {
        byNumber.computeIfAbsent(Plan.number(name), number -> new ArrayList<>()).add(name);
      }
    }
    List<Plan> plans = new ArrayList<>();
    for (Map.Entry<String, List<String>> each : byNumber.entrySet()) {
      plans.add(Plan.read(each.getKey(), files.read(each.getValue())));
    }
    return plans;
  }

  private String stored() {
    return events.to().endsWith("/") ? events.to() : events.to() + "/";
  }

  private Replayed replayed() throws IOException {
    Replayed replayed = new Replayed(stored());
    List<String> done = files.names("").stream().filter(name -> name.endsWith(DONE)).toList();
    for (byte[] content : files.read(done).values()) {
      replayed.add(content);
    }
    return replayed;
  }
}
