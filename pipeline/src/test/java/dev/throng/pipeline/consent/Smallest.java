package dev.throng.pipeline.consent;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks for the smallest input over which a trial and the naive reading disagree. */
final class Smallest {
  private final Trial trial;

  Smallest(Trial trial) {
    this.trial = trial;
  }

  /** That input, line by line, with what either side makes of it. */
  String report(List<Circle> circles) throws IOException {
    List<Circle> few = halved(circles);
    if (few.size() > 1) {
      return "disagree over " + few.size() + " circles, but over neither half of them";
    }
    Circle circle = smaller(few.get(0));
    return trial.setting().yaml()
        + (trial.setting().reconsentFrom() == null
            ? ""
            : ", reconsent_from: " + trial.setting().reconsentFrom())
        + ", join: "
        + trial.join()
        + ", "
        + trial.how()
        + '\n'
        + circle
        + "by the reading: "
        + readings(circle)
        + "\nby the pipeline: "
        + trial.run(List.of(circle));
  }

  private Map<String, Outcome> readings(Circle circle) {
    Map<String, Outcome> readings = new TreeMap<>();
    for (Happening event : circle.events()) {
      readings.put(event.code(), NaiveReading.of(trial.setting(), event, circle.ledger()));
    }
    return readings;
  }

  private List<Circle> halved(List<Circle> circles) throws IOException {
    List<Circle> left = circles;
    while (left.size() > 1) {
      List<Circle> first = left.subList(0, left.size() / 2);
      List<Circle> second = left.subList(left.size() / 2, left.size());
      if (trial.disagrees(first)) {
        left = first;
      } else if (trial.disagrees(second)) {
        left = second;
      } else {
        return left;
      }
    }
    return left;
  }

  private Circle smaller(Circle circle) throws IOException {
    Circle small = circle;
    for (int i = small.events().size() - 1; i >= 0 && small.events().size() > 1; i--) {
      Circle without = small.withoutEvent(i);
      small = trial.disagrees(List.of(without)) ? without : small;
    }
    for (int i = small.lines().size() - 1; i >= 0; i--) {
      Circle without = small.withoutLine(i);
      small = trial.disagrees(List.of(without)) ? without : small;
    }
    return small;
  }
}
