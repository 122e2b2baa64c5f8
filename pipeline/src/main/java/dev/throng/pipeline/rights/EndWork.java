package dev.throng.pipeline.rights;

import dev.throng.pipeline.rights.StoredFile.Apart;
import java.io.IOException;

/**
 * Ends files of events that have outlived their term, and lets go of what was held as far as it
 * need not be any more. What a law wants kept is put apart as it is, before the rest ends.
 *
 * @param store the job's
 * @param anonymize whether rows are kept for {@link AnonymizeWork}, which comes after
 */
record EndWork(String store, HeldRows held, boolean anonymize, boolean dry) implements FileWork {
  @Override
  public void on(Portion portion, Workplace at) throws IOException {
    StoredFile file = portion.file();
    FileReview review = new FileReview(store, at, dry, true);
    if (file.apart() == Apart.HELD) {
      review.endHold(file, held);
      return;
    }
    boolean stays = anonymize && file.apart() == Apart.NO;
    review.run(
        file,
        row ->
            held.hold(row, at.people())
                .map(hold -> Decision.held(row, hold))
                .orElse(stays ? Decision.NOT_CONCERNED : new Decision(Fate.GOES, 0)));
  }
}
