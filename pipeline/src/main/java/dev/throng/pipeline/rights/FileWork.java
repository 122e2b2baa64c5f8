package dev.throng.pipeline.rights;

import java.io.IOException;
import java.io.Serializable;

/**
 * What a pass does to one portion of files, in the launcher or on a worker. It may be interrupted
 * anywhere and done again, also while whoever was thought dead still does it.
 */
interface FileWork extends Serializable {
  /** Does it. */
  void on(Portion portion, Workplace at) throws IOException;
}
