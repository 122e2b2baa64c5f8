package dev.throng.pipeline.rights;

import dev.throng.pipeline.publish.EventWriter;
import dev.throng.pipeline.rights.StoredFile.Apart;
import dev.throng.schemas.StoredEvent;
import dev.throng.transforms.step.Purpose;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.jspecify.annotations.Nullable;

/**
 * Looks through one file, and changes it where it must. First a few columns are read; a file in
 * which nothing changes is never written. What is set apart is written before it is taken out, and
 * what is put back before it is taken from there: whoever is killed in between leaves rows in two
 * places, never in none, and who does it again ends where he would have.
 */
final class FileReview {
  private final String store;
  private final Workplace at;
  private final boolean dry;
  private final boolean lifting;

  /**
   * A review of files.
   *
   * @param lifting whether what was set apart may be put back: only where everybody's facts are
   *     known, since a row may be of several
   */
  FileReview(String store, Workplace at, boolean dry, boolean lifting) {
    this.store = store;
    this.at = at;
    this.dry = dry;
    this.lifting = lifting;
  }

  /** Does it; a file that is damaged is told of, and left as it is. */
  void run(StoredFile file, Function<RowKey, Decision> deciding) throws IOException {
    Map<Fate, Long> found = new EnumMap<>(Fate.class);
    Map<String, Long> holds = new TreeMap<>();
    try (Rows<RowKey> rows = file.form().keys(file, at.seal())) {
      for (RowKey row = rows.next(); row != null; row = rows.next()) {
        Decision decision = deciding.apply(row);
        Fate fate = fate(file, decision);
        found.merge(fate, 1L, Long::sum);
        if (fate == Fate.HELD && !decision.hold().isEmpty()) {
          holds.merge(decision.hold(), 1L, Long::sum);
        }
      }
    } catch (IOException | RuntimeException e) {
      at.tally().damaged(file);
      return;
    }
    at.tally().read(file, found);
    at.tally().held(file, holds);
    if (dry) {
      return;
    }
    if (file.apart() == Apart.RESTRICTED) {
      putBack(file, deciding, found);
    } else if (file.apart() == Apart.NO && changes(found)) {
      rewrite(file, deciding, found);
    }
  }

  /** What a law wants kept stays where it was put; so does what is not to be put back now. */
  private Fate fate(StoredFile file, Decision decision) {
    Fate fate = decision.fate();
    if (fate == Fate.NOT_CONCERNED || file.apart() == Apart.NO) {
      return fate;
    }
    if (file.apart() == Apart.HELD) {
      return Fate.HELD;
    }
    boolean back = fate == Fate.STAYS || fate == Fate.NARROWED;
    return back && !lifting ? Fate.SET_APART : fate;
  }

  private static boolean changes(Map<Fate, Long> found) {
    return found.keySet().stream()
        .anyMatch(fate -> fate != Fate.NOT_CONCERNED && fate != Fate.STAYS);
  }

  private void rewrite(StoredFile file, Function<RowKey, Decision> deciding, Map<Fate, Long> found)
      throws IOException {
    at.tally().changed(file);
    at.intent().toDo();
    if (found.containsKey(Fate.SET_APART) || found.containsKey(Fate.HELD)) {
      setApart(file, deciding);
    }
    long stay =
        found.getOrDefault(Fate.NOT_CONCERNED, 0L)
            + found.getOrDefault(Fate.STAYS, 0L)
            + found.getOrDefault(Fate.NARROWED, 0L);
    if (stay == 0) {
      WholeFile.delete(file.file());
    } else {
      WholeFile.write(
          file.file(),
          channel -> {
            try (Rows<StoredEvent> rows = file.form().events(file, at.seal());
                EventWriter to = file.form().format().open(channel)) {
              for (StoredEvent row = rows.next(); row != null; row = rows.next()) {
                StoredEvent left = left(row, deciding.apply(RowKey.of(row)));
                if (left != null) {
                  to.write(left);
                }
              }
            }
          });
    }
  }

  private void setApart(StoredFile file, Function<RowKey, Decision> deciding) throws IOException {
    List<StoredEvent> restricted = new ArrayList<>();
    List<StoredEvent> held = new ArrayList<>();
    try (Rows<StoredEvent> rows = file.form().events(file, at.seal())) {
      for (StoredEvent row = rows.next(); row != null; row = rows.next()) {
        Fate fate = deciding.apply(RowKey.of(row)).fate();
        if (fate == Fate.SET_APART) {
          restricted.add(row);
        } else if (fate == Fate.HELD) {
          held.add(row);
        }
      }
    }
    new SetApart(file.output(), file.name(), file.date(), restricted)
        .write(store, Apart.RESTRICTED, at.seal().get());
    new SetApart(file.output(), file.name(), file.date(), held)
        .write(store, Apart.HELD, at.seal().get());
  }

  /** Of rows that were set apart, those whose restriction is over go back, those erased go. */
  private void putBack(StoredFile file, Function<RowKey, Decision> deciding, Map<Fate, Long> found)
      throws IOException {
    if (found.keySet().stream()
        .allMatch(fate -> fate == Fate.NOT_CONCERNED || fate == Fate.SET_APART)) {
      return;
    }
    SetApart all = SetApart.read(file, at.seal());
    List<StoredEvent> apart = new ArrayList<>();
    List<StoredEvent> held = new ArrayList<>();
    List<StoredEvent> back = new ArrayList<>();
    for (StoredEvent row : all.rows()) {
      Decision decision = deciding.apply(RowKey.of(row));
      switch (fate(file, decision)) {
        case NOT_CONCERNED, SET_APART -> apart.add(row);
        case HELD -> held.add(row);
        case GOES -> {}
        case STAYS, NARROWED, CORRECTED -> {
          narrow(row, decision);
          back.add(row);
        }
      }
    }
    at.tally().restored(back.size());
    at.tally().changed(file);
    at.intent().toDo();
    all.with(held).write(store, Apart.HELD, at.seal().get());
    all.with(apart).write(store, Apart.RESTRICTED, at.seal().get());
    if (!back.isEmpty()) {
      restore(all, back);
    }
    WholeFile.delete(file.file());
  }

  /** Lets go of what was held, as far as it need not be any more. */
  void endHold(StoredFile file, HeldRows held) throws IOException {
    SetApart all;
    try {
      all = SetApart.read(file, at.seal());
    } catch (IOException | RuntimeException e) {
      at.tally().damaged(file);
      return;
    }
    List<StoredEvent> still = new ArrayList<>();
    Map<String, Long> holds = new TreeMap<>();
    for (StoredEvent row : all.rows()) {
      Optional<String> hold = held.hold(RowKey.of(row), at.people());
      if (hold.isPresent()) {
        holds.merge(hold.orElseThrow(), 1L, Long::sum);
        still.add(row);
      }
    }
    at.tally().held(file, holds);
    long gone = (long) all.rows().size() - still.size();
    at.tally().read(file, Map.of(Fate.HELD, (long) still.size(), Fate.GOES, gone));
    if (gone > 0 && !dry) {
      at.tally().changed(file);
      at.intent().toDo();
      all.with(still).write(store, Apart.HELD, at.seal().get());
      WholeFile.delete(file.file());
    }
  }

  private void restore(SetApart all, List<StoredEvent> back) throws IOException {
    SetApart restored = all.with(back);
    ResourceId target =
        FileSystems.matchNewResource(
            all.output() + "date=" + all.date() + "/" + restored.nameOfRestored(), false);
    StoredForm form =
        StoredForm.ofEnding(all.file().substring(all.file().lastIndexOf('.') + 1))
            .orElseThrow(() -> new IOException("rows that were set apart are of no known form"));
    WholeFile.write(
        target,
        channel -> {
          try (EventWriter to = form.format().open(channel)) {
            for (StoredEvent row : back) {
              to.write(row);
            }
          }
        });
  }

  private static void narrow(StoredEvent row, Decision decision) {
    row.setPurposes(Purpose.labels(decision.purposes()));
    if (!decision.seller()) {
      row.setSeller(null);
    }
  }

  private static @Nullable StoredEvent left(StoredEvent row, Decision decision) {
    return switch (decision.fate()) {
      case NOT_CONCERNED, STAYS, CORRECTED -> row;
      case NARROWED -> {
        narrow(row, decision);
        yield row;
      }
      case GOES, SET_APART, HELD -> null;
    };
  }
}
