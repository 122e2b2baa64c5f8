package dev.throng.pipeline.rights;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.rights.StoredFile.Apart;
import dev.throng.pipeline.store.Catalogue;
import dev.throng.pipeline.store.Catalogued.Kind;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.jspecify.annotations.Nullable;

/**
 * Every file of stored events that there is: of all runs that share the job's store, of the job
 * itself, and what was set apart of them. Folders are asked, not remembered: what somebody copied
 * into one is found, too.
 *
 * @param files by date, then by name
 * @param strange names in folders of events that are none of Throng's
 * @param halves what is being written, or whoever was killed left half-written
 */
record StoredFiles(List<StoredFile> files, List<String> strange, List<ResourceId> halves) {
  private static final Pattern PLACE =
      Pattern.compile("date=(\\d{4}-\\d{2}-\\d{2})/[^/]+\\.([a-z]+)");

  static StoredFiles of(Job job) throws IOException {
    List<StoredFile> files = new ArrayList<>();
    List<String> strange = new ArrayList<>();
    List<ResourceId> halves = new ArrayList<>();
    for (String folder : folders(job)) {
      find(folder, folder + "date=*/*", Apart.NO, files, strange, halves);
    }
    for (Apart apart : List.of(Apart.RESTRICTED, Apart.HELD)) {
      find("", SetApart.folder(job.store(), apart) + "*/date=*/*", apart, files, strange, halves);
    }
    files.sort(Comparator.comparing(StoredFile::date).thenComparing(StoredFile::toString));
    return new StoredFiles(List.copyOf(files), List.copyOf(strange), List.copyOf(halves));
  }

  /** Deletes what is half-written. To be called by who works alone. */
  void sweep() throws IOException {
    for (ResourceId half : halves) {
      WholeFile.delete(half);
    }
  }

  /** The folders of events of all jobs that share the store, each with a slash at its end. */
  static Set<String> folders(Job job) throws IOException {
    Set<String> folders = new LinkedHashSet<>();
    Catalogue.of(job.store()).folders(Kind.EVENTS).forEach(each -> folders.add(closed(each)));
    if (job.outputs().events() != null) {
      folders.add(closed(job.outputs().events().to()));
    }
    return folders;
  }

  static String closed(String folder) {
    return folder.endsWith("/") ? folder : folder + "/";
  }

  private static void find(
      String output,
      String pattern,
      Apart apart,
      List<StoredFile> files,
      List<String> strange,
      List<ResourceId> halves)
      throws IOException {
    MatchResult found = FileSystems.match(pattern, EmptyMatchTreatment.ALLOW);
    for (MatchResult.Metadata each : found.metadata()) {
      String name = each.resourceId().getFilename();
      if (name == null) {
        continue;
      }
      if (WholeFile.isLeftOver(name)) {
        halves.add(each.resourceId());
        continue;
      }
      StoredFile file = file(output, apart, each);
      if (file == null) {
        strange.add(each.resourceId().toString());
      } else {
        files.add(file);
      }
    }
  }

  private static @Nullable StoredFile file(String output, Apart apart, MatchResult.Metadata found) {
    String path = found.resourceId().toString();
    int slash = path.lastIndexOf('/');
    Matcher place = PLACE.matcher(path.substring(path.lastIndexOf('/', slash - 1) + 1));
    if (!place.matches()) {
      return null;
    }
    LocalDate date;
    try {
      date = LocalDate.parse(place.group(1));
    } catch (DateTimeException e) {
      return null;
    }
    return StoredForm.ofEnding(place.group(2))
        .filter(form -> (form == StoredForm.SEALED) == (apart != Apart.NO))
        .map(
            form ->
                new StoredFile(found.resourceId(), output, date, form, apart, found.sizeBytes()))
        .orElse(null);
  }
}
