package dev.throng.pipeline.rights;

import java.io.IOException;

/** What runs the passes that are large. */
public interface PassEngine {

  /** Whether somebody chose it; else small passes are done without. */
  boolean isChosen();

  /** Runs a pass to its end; a worker that is lost on a cluster costs a retry. */
  void run(PassFlow flow) throws IOException;
}
