package dev.throng.pipeline.rights;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;

/**
 * Files that are worked on together: one, or those of a day in a folder where the work is about all
 * of them.
 *
 * @param files one at least, as they are dealt out
 * @param periods whose keys may name the people of the pass in them
 */
record Portion(List<StoredFile> files, List<String> periods) implements Serializable {
  Portion {
    files = List.copyOf(files);
    periods = List.copyOf(periods);
  }

  static Portion of(StoredFile file) {
    return new Portion(List.of(file), List.of());
  }

  Portion with(Collection<String> named) {
    return new Portion(files, List.copyOf(named));
  }

  /** The same with the sizes that its files have now, those that are still there. */
  Portion again() throws IOException {
    List<StoredFile> now = new ArrayList<>();
    for (StoredFile each : files) {
      for (MatchResult.Metadata found :
          FileSystems.match(each.toString(), EmptyMatchTreatment.ALLOW).metadata()) {
        now.add(each.ofSize(found.sizeBytes()));
      }
    }
    return new Portion(now, periods);
  }

  StoredFile file() {
    return files.get(0);
  }

  long bytes() {
    return files.stream().mapToLong(StoredFile::bytes).sum();
  }

  /** A name of its own within a pass, of letters and digits. */
  String name() {
    return Hashing.sha256()
        .hashString(file().toString(), StandardCharsets.UTF_8)
        .toString()
        .substring(0, 32);
  }
}
