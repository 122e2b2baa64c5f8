package dev.throng.pipeline.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether rows of extracts for research look like those of k people (P12), and whether those who
 * look alike differ in what is sensitive.
 *
 * <p>Rows do not say whose they are, so by themselves they tell only where they are too few. Where
 * the stored events of the same day lie beside them, these are read once more, and the people of
 * each class are counted: a person is the pseudonym of the user, else of the device, else of the
 * cookie, and robots are nobody.
 *
 * <p>Not guaranteed: anything of classes that the stored events are not all of, which are told; and
 * that columns which are not in the extract are not known to somebody.
 */
final class ExtractAnonymity implements Check {
  private static final long DAY = 86_400_000;
  private static final Set<String> ADVERTS = Set.of("ad_view", "ad_click", "conversion");

  /** An extract: a day in a folder. */
  private record Place(int root, String folders, long start) {}

  private final int k;
  private final Map<Place, ExtractDay> days = new LinkedHashMap<>();
  private final Set<AuditedFile> events = new LinkedHashSet<>();

  ExtractAnonymity(int k) {
    this.k = k;
  }

  @Override
  public String name() {
    return "k-anonymity";
  }

  @Override
  public void row(AuditedRow row) {
    if (row.kind() == RowKind.EVENT) {
      events.add(row.file());
    }
    if (row.kind() == RowKind.EXTRACT) {
      AuditedFile file = row.file();
      @Nullable String start = row.text("window_start");
      days.computeIfAbsent(
              new Place(
                  file.root(), file.folders(), TableReading.millis(start == null ? "" : start)),
              first -> new ExtractDay(file))
          .add(row);
    }
  }

  @Override
  public List<Finding> findings() throws IOException {
    if (!days.isEmpty()) {
      for (AuditedFile file : events) {
        @Nullable FileForm form = FileForm.of(file);
        if (form != null) {
          form.read(file, this::find);
        }
      }
    }
    List<Finding> findings = new ArrayList<>();
    days.values().forEach(day -> look(day, findings));
    return findings;
  }

  private void find(AuditedRow event) {
    @Nullable String time = event.text("event_time");
    if (time == null || !isForResearch(event)) {
      return;
    }
    long millis = TableReading.millis(time);
    days.forEach(
        (place, day) -> {
          if (place.root() == event.file().root()
              && place.start() == Math.floorDiv(millis, DAY) * DAY) {
            day.find(event, millis, person(event), k);
          }
        });
  }

  /** P15: events of advertising need two purposes more. */
  private static boolean isForResearch(AuditedRow event) {
    Set<String> purposes = new HashSet<>();
    for (Cell cell : event.cells()) {
      if (cell.column().equals("purposes")) {
        purposes.add(cell.text());
      }
    }
    return purposes.contains("research")
        && (!ADVERTS.contains(String.valueOf(event.text("event_type")))
            || (purposes.contains("personalisation") && purposes.contains("marketing")));
  }

  private static @Nullable Long person(AuditedRow event) {
    if ("true".equals(event.text("robot"))) {
      return null;
    }
    for (String column : EventColumns.PERSON) {
      @Nullable String pseudonym = event.text(column);
      if (pseudonym != null) {
        return PseudonymBody.hash(column + pseudonym);
      }
    }
    return null;
  }

  private void look(ExtractDay day, List<Finding> findings) {
    long few = 0;
    long fewPeople = 0;
    long alike = 0;
    long uncounted = 0;
    long smallest = Long.MAX_VALUE;
    for (ExtractDay.Alike each : day.classes().values()) {
      smallest = Math.min(smallest, each.events);
      few += each.events < k ? 1 : 0;
      alike += day.isTold() && each.isAlike() ? 1 : 0;
      if (!each.isCounted()) {
        uncounted++;
      } else if (each.events >= k && each.people() < k) {
        fewPeople++;
      }
    }
    if (few > 0) {
      findings.add(severe(day, few, "of fewer than " + k + " rows, and so of fewer people"));
    }
    if (fewPeople > 0) {
      findings.add(
          severe(day, fewPeople, "of fewer than " + k + " people by the stored events beside it"));
    }
    if (alike > 0) {
      findings.add(severe(day, alike, "with fewer than two known values of what is sensitive"));
    }
    if (few + fewPeople + alike == 0) {
      findings.add(
          new Finding(
              Severity.NOTE,
              name(),
              where(day),
              "the smallest of "
                  + Amount.of(day.classes().size(), "class", "classes")
                  + " has "
                  + Amount.of(smallest, "row")
                  + (uncounted == 0
                      ? ", and each at least " + k + " people by the stored events beside it"
                      : "; whose rows they are is not told, for "
                          + uncounted
                          + " by no stored events beside it")));
    }
  }

  private Finding severe(ExtractDay day, long classes, String what) {
    return new Finding(
        Severity.SEVERE,
        name(),
        where(day),
        Amount.of(classes, "class", "classes") + " " + what + ": give it to nobody");
  }

  private static Where where(ExtractDay day) {
    return new Where(day.file.place(), 1, day.columns(), 0);
  }
}
