package dev.throng.pipeline.rights;

import java.io.IOException;

/**
 * Takes people out of the rows of one day in one folder, and keeps the rows.
 *
 * @param store the job's
 */
record AnonymizeWork(String store, boolean dry) implements FileWork {
  @Override
  public void on(Portion portion, Workplace at) throws IOException {
    new Anonymization(at, KnownCrowds.of(store, portion.file())).run(portion.files(), dry);
  }
}
