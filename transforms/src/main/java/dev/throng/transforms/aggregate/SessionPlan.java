package dev.throng.transforms.aggregate;

import java.util.ArrayList;
import java.util.List;

/**
 * What the reports that count sessions need of an event: a bit a report, and the values of the
 * fields that any of them groups by. Both sides of the shuffle make it from the same reports.
 */
final class SessionPlan {
  /** One bit of a long each. */
  static final int MOST_REPORTS = 64;

  final List<Program> programs = new ArrayList<>();

  /** The fields of a row. */
  final List<Dimension> fields = new ArrayList<>();

  /** For each program, which field of the row each of its dimensions is. */
  final List<int[]> positions = new ArrayList<>();

  SessionPlan(List<Report> reports) {
    List<String> names = new ArrayList<>();
    for (Report report : reports) {
      if (report.countsSessions()) {
        programs.add(new Program(report));
        int[] places = new int[report.dimensions().size()];
        for (int i = 0; i < places.length; i++) {
          String name = report.dimensions().get(i);
          if (!names.contains(name)) {
            names.add(name);
            fields.add(Dimension.named(name));
          }
          places[i] = names.indexOf(name);
        }
        positions.add(places);
      }
    }
    if (programs.size() > MOST_REPORTS) {
      throw new IllegalArgumentException("at most " + MOST_REPORTS + " reports of sessions");
    }
  }
}
