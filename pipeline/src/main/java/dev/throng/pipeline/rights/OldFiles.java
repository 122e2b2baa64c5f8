package dev.throng.pipeline.rights;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.Output;
import dev.throng.pipeline.job.Research;
import dev.throng.pipeline.publish.DataPackages;
import dev.throng.pipeline.store.Catalogue;
import dev.throng.pipeline.store.Catalogued.Kind;
import dev.throng.transforms.pseudonymize.Retention;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;

/**
 * Deletes tables and research extracts whose windows began longer ago than their term, and
 * rejections that were written longer ago. A store that does not tell when a file was written keeps
 * its rejections.
 */
record OldFiles(Job job, Instant now, boolean dry) {
  private static final Pattern WINDOW =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?:T\\d{4})?\\.[a-z]+");

  long run() throws IOException {
    long deleted = 0;
    Set<String> tables = new TreeSet<>(folders(Kind.AGGREGATES));
    job.outputs().aggregates().stream()
        .map(Output::to)
        .forEach(to -> tables.add(StoredFiles.closed(to)));
    // A report's tables are in its folder, a seller's in one below.
    deleted += windows(tables, List.of("*/*", "*/*/*"), job.policy().term("aggregates"));
    Set<String> extracts = new TreeSet<>(folders(Kind.RESEARCH));
    Research research = job.outputs().research();
    if (research != null) {
      extracts.add(StoredFiles.closed(research.output().to()));
    }
    deleted += windows(extracts, List.of("*"), job.policy().term("research"));
    Set<String> rejected = new TreeSet<>(folders(Kind.REJECTED));
    rejected.add(StoredFiles.closed(job.outputs().rejected()));
    Optional<Retention> kept = job.policy().term("rejected");
    for (String folder : rejected) {
      for (MatchResult.Metadata file : find(folder + "*.jsonl")) {
        long written = file.lastModifiedMillis();
        if (kept.isPresent()
            && written > 0
            && !Instant.ofEpochMilli(written).plus(kept.orElseThrow().keep()).isAfter(now)) {
          deleted += delete(file);
        }
      }
    }
    return deleted;
  }

  private long windows(Set<String> folders, List<String> patterns, Optional<Retention> term)
      throws IOException {
    if (term.isEmpty()) {
      return 0;
    }
    long deleted = 0;
    Set<String> changed = new TreeSet<>();
    for (String folder : folders) {
      for (String pattern : patterns) {
        for (MatchResult.Metadata file : find(folder + pattern)) {
          Matcher window = WINDOW.matcher(String.valueOf(file.resourceId().getFilename()));
          if (window.matches() && ended(window.group(1), term.orElseThrow())) {
            deleted += delete(file);
            changed.add(file.resourceId().getCurrentDirectory().toString());
          }
        }
      }
    }
    for (String folder : changed) {
      if (!dry) {
        DataPackages.forgetDeleted(folder);
      }
    }
    return deleted;
  }

  private Set<String> folders(Kind kind) throws IOException {
    Set<String> folders = new TreeSet<>();
    Catalogue.of(job.store()).folders(kind).forEach(each -> folders.add(StoredFiles.closed(each)));
    return folders;
  }

  private static Iterable<MatchResult.Metadata> find(String pattern) throws IOException {
    return FileSystems.match(pattern, EmptyMatchTreatment.ALLOW).metadata();
  }

  private boolean ended(String date, Retention term) {
    try {
      return !LocalDate.parse(date)
          .atStartOfDay(ZoneOffset.UTC)
          .toInstant()
          .plus(term.keep())
          .isAfter(now);
    } catch (DateTimeException e) {
      return false;
    }
  }

  private long delete(MatchResult.Metadata file) throws IOException {
    if (!dry) {
      WholeFile.delete(file.resourceId());
    }
    return 1;
  }
}
