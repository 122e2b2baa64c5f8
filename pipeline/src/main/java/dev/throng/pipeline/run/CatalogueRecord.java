package dev.throng.pipeline.run;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.Research;
import dev.throng.pipeline.publish.Manifest;
import dev.throng.pipeline.publish.SplitSummary;
import dev.throng.pipeline.publish.Summary;
import dev.throng.pipeline.publish.WrittenFile;
import dev.throng.pipeline.store.Catalogued;
import dev.throng.pipeline.store.Catalogued.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a run is about to put into its outputs, as the catalogue takes it down. */
final class CatalogueRecord {
  private static final Pattern DATE = Pattern.compile("date=(\\d{4}-\\d{2}-\\d{2})/.*");

  private CatalogueRecord() {}

  static Catalogued of(Job job, String run, Manifest.Status status, Summary summary, Instant now) {
    List<WrittenFile> rejections = new ArrayList<>();
    List<WrittenFile> events = new ArrayList<>();
    List<WrittenFile> tables = new ArrayList<>();
    for (SplitSummary split : summary.splits()) {
      rejections.addAll(split.rejections());
      events.addAll(split.events());
    }
    summary.reports().forEach(report -> tables.addAll(report.files()));
    boolean all = status == Manifest.Status.DONE;
    return new Catalogued(
        run, job.name(), now, job.keys().keyring(), outputs(job, all, rejections, events, tables));
  }

  /** Of a job over topics: where it writes, before anything is there. */
  static Catalogued ofStream(Job job, String run, Instant now) {
    return new Catalogued(
        run,
        job.name(),
        now,
        job.keys().keyring(),
        outputs(job, true, List.of(), List.of(), List.of()));
  }

  private static List<Catalogued.Output> outputs(
      Job job,
      boolean all,
      List<WrittenFile> rejections,
      List<WrittenFile> events,
      List<WrittenFile> tables) {
    List<Catalogued.Output> outputs = new ArrayList<>();
    outputs.add(output(Kind.REJECTED, job.outputs().rejected(), rejections));
    if (all) {
      if (job.outputs().events() != null) {
        outputs.add(output(Kind.EVENTS, job.outputs().events().to(), events));
      }
      Research research = job.outputs().research();
      if (research != null) {
        outputs.add(output(Kind.RESEARCH, research.output().to(), tables));
      }
      job.outputs()
          .aggregates()
          .forEach(to -> outputs.add(output(Kind.AGGREGATES, to.to(), tables)));
    }
    return outputs;
  }

  private static Catalogued.Output output(Kind kind, String to, List<WrittenFile> all) {
    Map<LocalDate, Long> dates = new TreeMap<>();
    long files = 0;
    long rows = 0;
    for (WrittenFile file : all) {
      if (file.output().equals(to)) {
        files++;
        rows += file.rows();
        Matcher date = DATE.matcher(file.place());
        if (kind == Kind.EVENTS && date.matches()) {
          dates.merge(LocalDate.parse(date.group(1)), file.rows(), Long::sum);
        }
      }
    }
    return new Catalogued.Output(kind, to, dates, files, rows);
  }
}
