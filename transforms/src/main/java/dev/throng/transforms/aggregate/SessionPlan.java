package dev.throng.transforms.aggregate;

import dev.throng.transforms.step.Purpose;
import java.util.ArrayList;
import java.util.List;

/**
 * What the reports that count sessions need of an event: whether it may serve their purposes, a bit
 * a report, and the values of the fields that any of them groups by. Both sides of the shuffle make
 * it from the same reports.
 */
final class SessionPlan {
  /** One bit of a long each. */
  static final int MOST_REPORTS = 64;

  /** A purpose, as a bit, and the numbers of its programs, which share its sessions. */
  record OfPurpose(int purpose, List<Integer> programs) {}

  final List<Program> programs = new ArrayList<>();

  /** The fields of a row. */
  final List<Dimension> fields = new ArrayList<>();

  /** For each program, which field of the row each of its dimensions is. */
  final List<int[]> positions = new ArrayList<>();

  final List<OfPurpose> byPurpose = new ArrayList<>();

  /** Equal for equal reports, on any machine; rows of other reports would be misread. */
  final int fingerprint;

  /** Of those of the reports that count sessions without noise. */
  static SessionPlan of(List<Report> reports) {
    return new SessionPlan(reports.stream().filter(Report::countsSessions).toList());
  }

  /** Of those of the reports that count sessions with noise and protect that unit. */
  static SessionPlan ofNoised(List<Report> reports, Release.Unit unit) {
    return new SessionPlan(
        reports.stream()
            .filter(each -> each.countsNoisedSessions() && each.noised().unit() == unit)
            .toList());
  }

  private SessionPlan(List<Report> counted) {
    List<String> names = new ArrayList<>();
    for (Report report : counted) {
      programs.add(new Program(report));
      int[] places = new int[report.dimensions().size()];
      for (int i = 0; i < places.length; i++) {
        String name = report.dimensions().get(i);
        if (!names.contains(name)) {
          names.add(name);
          fields.add(Dimension.ofReport(name));
        }
        places[i] = names.indexOf(name);
      }
      positions.add(places);
    }
    if (programs.size() > MOST_REPORTS) {
      throw new IllegalArgumentException("at most " + MOST_REPORTS + " reports of sessions");
    }
    for (Purpose purpose : Purpose.values()) {
      List<Integer> numbers = new ArrayList<>();
      for (int i = 0; i < counted.size(); i++) {
        if (counted.get(i).purpose() == purpose) {
          numbers.add(i);
        }
      }
      if (!numbers.isEmpty()) {
        byPurpose.add(new OfPurpose(purpose.bit(), numbers));
      }
    }
    fingerprint = counted.toString().hashCode();
  }

  /** Those of the programs' purposes that the event may serve, as bits. */
  int served(EventFacts facts) {
    int served = 0;
    for (OfPurpose of : byPurpose) {
      served |= facts.serves(of.purpose()) ? of.purpose() : 0;
    }
    return served;
  }

  /** A bit for each program whose {@code where} the event passes, whatever it may serve. */
  long passing(EventFacts facts) {
    long passing = 0;
    for (int i = 0; i < programs.size(); i++) {
      passing |= programs.get(i).admits(facts) ? 1L << i : 0;
    }
    return passing;
  }
}
