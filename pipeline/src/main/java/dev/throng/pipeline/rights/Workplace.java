package dev.throng.pipeline.rights;

import dev.throng.schemas.StoredEvent;
import dev.throng.transforms.pseudonymize.key.RowSeal;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What work on a portion has at hand. For one thread.
 *
 * @param seal of rows that are set apart
 * @param people whom the pass is about, as the portion's rows may name them
 * @param tally where the work counts
 * @param given takes rows that are to be handed out
 * @param intent hears of each change, when all is counted and before it is made
 */
record Workplace(
    Supplier<RowSeal> seal,
    DayPeople people,
    Tally tally,
    Consumer<StoredEvent> given,
    Intent intent) {

  /** Writes down what is about to be done. */
  @FunctionalInterface
  interface Intent {
    void toDo() throws IOException;
  }

  /** Whether a file need be read: only Parquet can tell that it holds none of the people. */
  boolean mayHold(StoredFile file) {
    if (file.form() != StoredForm.PARQUET) {
      return true;
    }
    try {
      return ParquetRows.mayHold(file, people.pseudonyms());
    } catch (IOException | RuntimeException e) {
      tally.damaged(file);
      return false;
    }
  }
}
