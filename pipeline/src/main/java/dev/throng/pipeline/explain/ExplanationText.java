package dev.throng.pipeline.explain;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.read.OneEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.consent.Explanation;
import dev.throng.transforms.step.Purpose;
import dev.throng.transforms.step.Warning;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Explains an event to people. */
public final class ExplanationText {
  private final Job job;
  private final PrintWriter out;

  /** Writes to {@code out}, which it does not close. */
  public ExplanationText(Job job, PrintWriter out) {
    this.job = job;
    this.out = out;
  }

  /** Prints what becomes of the event, and why. */
  public void print(OneEvent one) throws IOException {
    OneEvent.Outcome outcome = one.outcome();
    if (outcome instanceof OneEvent.Treated treated) {
      print(ExplainedEvent.of(job, treated.event()));
    } else if (outcome instanceof OneEvent.Dropped dropped) {
      line("outcome", "dropped: " + dropped.reason().label());
    } else if (outcome instanceof OneEvent.Rejected rejected) {
      String field = rejected.field().isEmpty() ? "" : " (" + rejected.field() + ")";
      line(
          "outcome",
          "rejected in %s: %s%s"
              .formatted(rejected.reason().stage().label(), rejected.reason().label(), field));
    }
    for (Warning warning : one.warnings()) {
      line("warning", warning.label());
    }
    out.flush();
  }

  private void print(ExplainedEvent explained) {
    PseudonymousEvent event = explained.event();
    Explanation explanation = explained.explanation();
    line(
        "outcome",
        explanation
            .reason()
            .map(reason -> "dropped: " + reason.label())
            .orElseGet(() -> "kept, for " + purposes(explanation.allowed())));
    line("its own word", ownWord(event));
    line("residence", event.getResidence() == null ? "unknown" : event.getResidence());
    line("decided", CauseWords.of(job.consent().decide()));
    line(
        "ids",
        explained.ids().isEmpty()
            ? "none"
            : explained.ids().stream().map(id -> id.label()).collect(Collectors.joining(", ")));
    out.println("facts");
    if (explained.facts().isEmpty()) {
      out.println("  none");
    }
    for (ExplainedEvent.Heard heard : explained.facts()) {
      FactWords words = new FactWords(heard.fact());
      String recorded = words.recorded().isEmpty() ? "" : ", recorded " + words.recorded();
      out.printf(
          "  %-8s %s %s%s: %s%n           in %s%s%n",
          heard.type().label(),
          (words.state() + " " + words.purposes()).strip(),
          words.since(),
          recorded,
          heard.standing().meaning(),
          heard.fact().file(),
          words.remark());
    }
    out.println("purposes");
    CauseWords words = new CauseWords(event.getEventTime(), event.getResidence());
    for (Explanation.Verdict verdict : explanation.verdicts()) {
      out.printf(
          "  %-20s %s%n",
          verdict.purpose().label() + ":",
          (verdict.allowed() ? "allowed, " : "refused, ")
              + verdict.causes().stream()
                  .map(cause -> words.of(cause, verdict.allowed()))
                  .collect(Collectors.joining("; ")));
    }
    explained.notes().forEach(note -> line("note", note));
  }

  private static String ownWord(PseudonymousEvent event) {
    List<String> said = new ArrayList<>();
    add(said, "grants ", event.getGranted());
    add(said, "refuses ", event.getRefused());
    add(said, "objects to ", event.getObjected());
    add(said, event.getGpc(), "Global Privacy Control");
    add(said, event.getOutdated(), "grants are void for their policy version");
    add(said, event.getMinor(), "is of a minor");
    add(said, event.getHealthData(), "tells of health");
    add(said, event.getExplicitConsent(), "consents to that explicitly");
    return said.isEmpty() ? "nothing" : String.join("; ", said);
  }

  private static void add(List<String> said, String what, int purposes) {
    if (purposes != 0) {
      said.add(what + purposes(purposes));
    }
  }

  private static void add(List<String> said, boolean holds, String what) {
    if (holds) {
      said.add(what);
    }
  }

  private static String purposes(int bits) {
    return String.join(", ", Purpose.labels(bits));
  }

  private void line(String what, String value) {
    out.printf("%-13s %s%n", what, value);
  }
}
