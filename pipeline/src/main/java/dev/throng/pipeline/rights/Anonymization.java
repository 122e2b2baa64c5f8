package dev.throng.pipeline.rights;

import dev.throng.pipeline.publish.EventWriter;
import dev.throng.schemas.StoredEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes people out of rows, and keeps the rows (P14): pseudonyms go, times become days, whatever is
 * free text or could single somebody out goes, and of the rest so much that each row is like those
 * of at least {@code k} people in what is left. Rows that stand alone even so go. Robots' rows and
 * those of nobody go, too.
 *
 * <p>A row is generalized by the first of a few steps at which it is among enough people, counted
 * over all rows of a day in one folder that no earlier step served (local recoding). It does not
 * keep anybody from knowing what all people of a group have in common.
 */
final class Anonymization {
  /** As many as no statistic is about fewer than, unless somebody says otherwise. */
  static final int PEOPLE = 20;

  private static final long DAY = 86_400_000;

  /** What is taken off at each step, one after the other. */
  private static final List<Consumer<StoredEvent>> STEPS =
      List.of(
          row -> {},
          row -> {
            row.setCity(null);
            row.setBrowserVersion(null);
            row.setOsVersion(null);
          },
          row -> {
            row.setRegion(null);
            row.setBrowser(null);
            row.setOs(null);
            row.setLanguage(null);
          },
          row -> {
            row.setCountry(null);
            row.setResidence(null);
            row.setRole(null);
          },
          row -> {
            row.setResidenceRegion(null);
            row.setDeviceClass(null);
          });

  private final Workplace at;
  private final KnownCrowds known;
  private final List<Set<String>> crowds = new ArrayList<>();

  /**
   * That of one day in one folder.
   *
   * @param known what whoever was interrupted knew of it
   */
  Anonymization(Workplace at, KnownCrowds known) {
    this.at = at;
    this.known = known;
  }

  /** Rewrites all its files; those that are done already stay as they are. */
  void run(List<StoredFile> files, boolean dry) throws IOException {
    List<StoredFile> open = new ArrayList<>();
    for (StoredFile file : files) {
      try {
        if (names(file)) {
          open.add(file);
        }
      } catch (IOException | RuntimeException e) {
        at.tally().damaged(file);
      }
    }
    if (open.isEmpty()) {
      return;
    }
    for (Set<String> before : known.read(STEPS.size())) {
      before.addAll(crowds(open, before));
      crowds.add(before);
    }
    List<StoredFile> left = new ArrayList<>();
    for (StoredFile file : open) {
      if (count(file)) {
        left.add(file);
      }
    }
    if (dry) {
      return;
    }
    open.forEach(at.tally()::changed);
    known.keep(crowds);
    at.intent().toDo();
    for (StoredFile file : open) {
      if (left.contains(file)) {
        rewrite(file);
      } else {
        WholeFile.delete(file.file());
      }
    }
  }

  /** Whether anybody stands in it. It is read to its end, where it may be damaged. */
  private boolean names(StoredFile file) throws IOException {
    boolean named = false;
    try (Rows<StoredEvent> rows = file.form().events(file, at.seal())) {
      for (StoredEvent row = rows.next(); row != null; row = rows.next()) {
        named |= row.getEpoch() != null;
      }
    }
    return named;
  }

  /** The groups of enough people at the next step, of rows that no step before served. */
  private Set<String> crowds(List<StoredFile> files, Set<String> before) throws IOException {
    Map<String, Set<String>> people = new HashMap<>();
    for (StoredFile file : files) {
      try (Rows<StoredEvent> rows = file.form().events(file, at.seal())) {
        for (StoredEvent row = rows.next(); row != null; row = rows.next()) {
          String person = person(row);
          String group = group(row, crowds.size());
          if (person == null || served(row) != null || before.contains(group)) {
            continue;
          }
          Set<String> in = people.computeIfAbsent(group, key -> new HashSet<>());
          if (in.size() < PEOPLE) {
            in.add(person);
          }
        }
      }
    }
    people.values().removeIf(group -> group.size() < PEOPLE);
    return Set.copyOf(people.keySet());
  }

  /** The row as the first step that serves it leaves it; null where none does yet. */
  private @Nullable StoredEvent served(StoredEvent row) {
    for (int step = 0; step < crowds.size(); step++) {
      if (crowds.get(step).contains(group(row, step))) {
        return generalized(row, step);
      }
    }
    return null;
  }

  private static String group(StoredEvent row, int step) {
    return generalized(row, step).toString();
  }

  /** A row of its own, with nothing in it but what is named here. */
  private static StoredEvent generalized(StoredEvent row, int step) {
    StoredEvent left = new StoredEvent();
    left.setEventTime(Math.floorDiv(row.getEventTime(), DAY) * DAY);
    left.setEventType(row.getEventType());
    left.setRobot(false);
    left.setPurposes(row.getPurposes());
    left.setResidenceRegion(row.getResidenceRegion());
    left.setResidence(row.getResidence());
    left.setCountry(row.getCountry());
    left.setRegion(row.getRegion());
    left.setCity(row.getCity());
    left.setBrowser(row.getBrowser());
    left.setBrowserVersion(row.getBrowserVersion());
    left.setOs(row.getOs());
    left.setOsVersion(row.getOsVersion());
    left.setDeviceClass(row.getDeviceClass());
    left.setLanguage(row.getLanguage());
    left.setRole(row.getRole());
    for (int each = 0; each <= step; each++) {
      STEPS.get(each).accept(left);
    }
    return left;
  }

  private static @Nullable String person(StoredEvent row) {
    if (row.getRobot()) {
      return null;
    }
    if (row.getUser() != null) {
      return row.getUser();
    }
    return row.getDevice() != null ? row.getDevice() : row.getCookie();
  }

  /** Whether anything is left of a file. */
  private boolean count(StoredFile file) throws IOException {
    long[] counts = new long[2];
    try (Rows<StoredEvent> rows = file.form().events(file, at.seal())) {
      for (StoredEvent row = rows.next(); row != null; row = rows.next()) {
        counts[person(row) == null || served(row) == null ? 1 : 0]++;
      }
    }
    at.tally().read(file, Map.of(Fate.NARROWED, counts[0], Fate.GOES, counts[1]));
    return counts[0] > 0;
  }

  private void rewrite(StoredFile file) throws IOException {
    WholeFile.write(
        file.file(),
        channel -> {
          try (Rows<StoredEvent> rows = file.form().events(file, at.seal());
              EventWriter to = file.form().format().open(channel)) {
            for (StoredEvent row = rows.next(); row != null; row = rows.next()) {
              StoredEvent left = person(row) == null ? null : served(row);
              if (left != null) {
                to.write(left);
              }
            }
          }
        });
  }
}
