package dev.throng.pipeline.rights;

import java.io.IOException;

/** Takes people out of the rows of one day in one folder, and keeps the rows. */
record AnonymizeWork(boolean dry) implements FileWork {
  @Override
  public void on(Portion portion, Workplace at) throws IOException {
    new Anonymization(at).run(portion.files(), dry);
  }
}
