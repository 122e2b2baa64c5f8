package dev.throng.pipeline.replay;

import dev.throng.pipeline.rights.SealedRejections.Line;
import dev.throng.transforms.files.SmallFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The plans of replays, in a folder of the store: a plan's files are written first, then the marker
 * that makes them a plan, then another that says what came of it.
 *
 * @param events the folder of stored events, with a slash at its end
 */
record Plans(SmallFiles files, String events) {
  private static final String PLANNED = ".planned.json";
  private static final String DONE = ".done.json";

  void add(Plan plan) throws IOException {
    files.create(plan.contents());
    // From here on it is a plan.
    files.create(Map.of(plan.marker(PLANNED), new byte[] {'{', '}', '\n'}));
  }

  /** Writes down what a plan has replayed. */
  void done(Plan plan, Map<String, List<Line>> replayed) throws IOException {
    files.replace(Map.of(plan.marker(DONE), Replayed.bytes(replayed)));
  }

  /** What it replayed stays known; the plan itself goes. */
  void remove(Plan plan) throws IOException {
    List<String> over = new ArrayList<>(plan.files().keySet());
    files.delete(List.of(plan.marker(PLANNED)));
    files.delete(over);
  }

  /** Removes what whoever was killed had not yet made a plan, and gives those carried out. */
  List<Plan> cleanUp() throws IOException {
    Set<String> names = files.names("");
    files.sweep("");
    List<Plan> done = new ArrayList<>();
    for (Plan plan : of(names)) {
      if (names.contains(plan.marker(DONE))) {
        done.add(plan);
      } else if (!names.contains(plan.marker(PLANNED))) {
        files.delete(plan.files().keySet());
      }
    }
    return done;
  }

  /** One that was not carried out. */
  Optional<Plan> interrupted() throws IOException {
    Set<String> names = files.names("");
    return of(names).stream()
        .filter(plan -> names.contains(plan.marker(PLANNED)) && !names.contains(plan.marker(DONE)))
        .findFirst();
  }

  private List<Plan> of(Set<String> names) throws IOException {
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

  /** All that was ever replayed. */
  Replayed replayed() throws IOException {
    Replayed replayed = new Replayed(events);
    List<String> done = files.names("").stream().filter(name -> name.endsWith(DONE)).toList();
    for (byte[] content : files.read(done).values()) {
      replayed.add(content);
    }
    return replayed;
  }
}
