package dev.throng.pipeline.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All that was ever written by the jobs that share a store: a file a run, written before the run's
 * outputs are put in their place. So nothing lies anywhere that is not in it, whoever is killed
 * when; what is in it need not be there any more, nor as it was written.
 */
public final class Catalogue {
  private static final String FOLDER = "catalogue";

  private final StoreFolder folder;

  private Catalogue(StoreFolder folder) {
    this.folder = folder;
  }

  /** The catalogue in a job's store. */
  public static Catalogue of(String store) {
    return new Catalogue(StoreFolder.of(store, FOLDER));
  }

  /** Adds what a run is about to put in place. */
  public void add(Catalogued run) throws IOException {
    folder.put(run.run() + ".json", run.bytes());
  }

  /**
   * All of it, in no particular order.
   *
   * @throws IOException where the store fails, or a record is damaged: then nobody knows what there
   *     is
   */
  public List<Catalogued> runs() throws IOException {
    List<Catalogued> runs = new ArrayList<>();
    for (byte[] content : folder.read().values()) {
      runs.add(Catalogued.parse(content));
    }
    return runs;
  }

  /** The folders of a kind. */
  public Set<String> folders(Catalogued.Kind kind) throws IOException {
    Set<String> folders = new LinkedHashSet<>();
    for (Catalogued run : runs()) {
      for (Catalogued.Output output : run.outputs()) {
        if (output.kind() == kind) {
          folders.add(output.to());
        }
      }
    }
    return folders;
  }
}
