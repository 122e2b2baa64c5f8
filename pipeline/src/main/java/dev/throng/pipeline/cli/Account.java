package dev.throng.pipeline.cli;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.publish.Counts;
import dev.throng.pipeline.publish.Manifest;
import dev.throng.pipeline.publish.ReportSummary;
import dev.throng.pipeline.run.RunResult;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells people what a run came to; the manifest tells programs. */
final class Account {
  private final PrintWriter out;

  Account(PrintWriter out) {
    this.out = out;
  }

  void print(Job job, RunResult result) {
    Counts counts = result.summary().counts();
    out.printf("%s%n", job.name());
    line("records read", counts.read());
    line("events kept", counts.kept());
    counts.dropped().forEach((reason, n) -> line("dropped: " + reason, n));
    counts.rejected().forEach((reason, n) -> line("rejected: " + reason, n));
    counts.warnings().forEach((warning, n) -> line("warning: " + warning, n));
    if (result.status() == Manifest.Status.REFUSED) {
      out.printf(
          "refused: more than %s of the records were rejected; only the rejections are written, to"
              + " %s%n",
          job.limits().rejected(), job.outputs().rejected());
    } else {
      reports(result);
    }
    out.printf("manifest: %s%n", job.outputs().manifest());
    out.flush();
  }

  private void line(String what, long n) {
    out.printf("  %-32s %,14d%n", what, n);
  }

  private void reports(RunResult result) {
    Map<String, long[]> reports = new LinkedHashMap<>();
    for (ReportSummary window : result.summary().reports()) {
      long[] sums = reports.computeIfAbsent(window.report(), name -> new long[4]);
      sums[0]++;
      sums[1] += window.rowsReleased();
      sums[2] += window.groupsMerged();
      sums[3] += window.groupsSuppressed();
    }
    if (!reports.isEmpty()) {
      out.printf("  %-32s %9s %9s %9s %11s%n", "report", "windows", "rows", "merged", "suppressed");
    }
    long frozen =
        result.summary().reports().stream().filter(ReportSummary::alreadyReleased).count();
    if (frozen > 0) {
      line("windows third parties have already", frozen);
    }
    long left =
        result.summary().reports().stream()
            .filter(ReportSummary::forResearch)
            .mapToLong(ReportSummary::leftOut)
            .sum();
    if (left > 0) {
      line("events left out of the extract", left);
    }
    reports.forEach(
        (name, sums) ->
            out.printf("  %-32s %,9d %,9d %,9d %,11d%n", name, sums[0], sums[1], sums[2], sums[3]));
  }
}
