package dev.throng.pipeline.rights;

import dev.throng.pipeline.job.Job;
import dev.throng.schemas.StoredEvent;
import dev.throng.transforms.pseudonymize.key.Epoch;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What stored rows depend on which keys, as the store is when it is first asked. For one thread.
 */
public final class KeyUse {
  private final Job job;
  private @Nullable List<StoredFile> stored;

  /** That of all that the job's store knows of. */
  public KeyUse(Job job) {
    this.job = job;
  }

  /** By date, how many files of stored events there are. */
  public Map<Long, Integer> filesByDay() throws IOException {
    Map<Long, Integer> files = new TreeMap<>();
    for (StoredFile file : stored()) {
      files.merge(file.day(), 1, Integer::sum);
    }
    return files;
  }

  /**
   * A file whose rows have pseudonyms, of a day within a period.
   *
   * @param period the name of a month, a week or a day
   * @return nothing where none is left; a file that cannot be read may have some
   */
  public Optional<String> of(String period) throws IOException {
    Epoch epoch = Epoch.ofName(period).orElseThrow();
    SealOnce seal = new SealOnce(job.keys());
    for (StoredFile file : stored()) {
      if (epoch.nameOfDay(file.day()).equals(period) && hasPseudonyms(file, seal)) {
        return Optional.of(file.toString());
      }
    }
    return Optional.empty();
  }

  private List<StoredFile> stored() throws IOException {
    List<StoredFile> files = stored == null ? StoredFiles.of(job).files() : stored;
    stored = files;
    return files;
  }

  private static boolean hasPseudonyms(StoredFile file, SealOnce seal) {
    try (Rows<StoredEvent> rows = file.form().events(file, seal)) {
      for (StoredEvent row = rows.next(); row != null; row = rows.next()) {
        if (any(
            row.getDevice(),
            row.getCookie(),
            row.getUser(),
            row.getCompany(),
            row.getSeller(),
            row.getOrder(),
            row.getEvent())) {
          return true;
        }
      }
      return false;
    } catch (IOException | RuntimeException e) {
      return true;
    }
  }

  private static boolean any(@Nullable String... pseudonyms) {
    for (String each : pseudonyms) {
      if (each != null) {
        return true;
      }
    }
    return false;
  }
}
