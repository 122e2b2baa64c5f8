package dev.throng.pipeline.store;

import dev.throng.transforms.files.SmallFiles;
import java.io.IOException;

/**
 * What changes stored events waits for others who do: two who rewrite the same file would undo each
 * other's work, and a run that puts its files in place would lose a file to one who rewrites it.
 */
public final class StoreWork {
  private static final String FOLDER = "work";

  private StoreWork() {}

  /**
   * Does work while nobody else does such work on what the store knows of, as far as it is on a
   * local path; elsewhere it must not happen (Beam offers no locks).
   */
  public static <T> T alone(String store, SmallFiles.Work<T> work) throws IOException {
    return StoreFolder.of(store, FOLDER).alone(work);
  }
}
