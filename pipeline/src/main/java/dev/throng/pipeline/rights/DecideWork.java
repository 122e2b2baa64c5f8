package dev.throng.pipeline.rights;

import dev.throng.pipeline.job.Job;
import java.io.IOException;

/**
 * Decides every row of the people of a pass by today's facts, and makes it so, or only says so.
 *
 * @param everybody whether they are all of whom there are facts
 */
record DecideWork(Job job, boolean everybody, boolean dry) implements FileWork {
  @Override
  public void on(Portion portion, Workplace at) throws IOException {
    StoredFile file = portion.file();
    if (at.mayHold(file)) {
      RowRules rules = RowRules.of(job);
      new FileReview(job.store(), at, dry, everybody)
          .run(file, row -> at.people().decide(row, rules));
    }
  }
}
