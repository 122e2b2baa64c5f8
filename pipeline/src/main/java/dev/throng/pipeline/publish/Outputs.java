package dev.throng.pipeline.publish;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a run writes files. Folders are anything that Beam's {@code FileSystems} know.
 *
 * @param events the folder of stored events; null, if they are not asked for
 * @param rejected the folder of rejections
 * @param aggregates the folders of released tables, one an output
 * @param home the folder of the manifest; the summary of the run is staged here
 * @param manifest name of the manifest in {@code home}
 */
public record Outputs(
    @Nullable String events,
    String rejected,
    ArrayList<String> aggregates,
    String home,
    String manifest)
    implements Serializable {

  public Outputs {
    aggregates = new ArrayList<>(aggregates);
    if (manifest.isEmpty() || manifest.indexOf('/') >= 0) {
      throw new IllegalArgumentException("The manifest needs the name of a file.");
    }
  }

  /** Every folder once, the manifest's last. */
  public Set<String> folders() {
    Set<String> folders = new LinkedHashSet<>(aggregates);
    if (events != null) {
      folders.add(events);
    }
    folders.add(rejected);
    folders.remove(home);
    folders.add(home);
    return folders;
  }
}
