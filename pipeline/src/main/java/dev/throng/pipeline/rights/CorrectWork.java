package dev.throng.pipeline.rights;

import dev.throng.pipeline.publish.EventWriter;
import dev.throng.pipeline.rights.StoredFile.Apart;
import dev.throng.schemas.StoredEvent;
import java.io.IOException;
import java.util.Map;

/** Corrects people's own rows where they lie; what was set apart stays as it is. */
record CorrectWork(Correction correction) implements FileWork {
  @Override
  public void on(Portion portion, Workplace at) throws IOException {
    StoredFile file = portion.file();
    if (file.apart() != Apart.NO || !at.mayHold(file)) {
      return;
    }
    long wrong = 0;
    long right = 0;
    try (Rows<StoredEvent> rows = file.form().events(file, at.seal())) {
      for (StoredEvent row = rows.next(); row != null; row = rows.next()) {
        if (at.people().own(RowKey.of(row))) {
          if (correction.correct(row)) {
            wrong++;
          } else {
            right++;
          }
        }
      }
    } catch (IOException | RuntimeException e) {
      at.tally().damaged(file);
      return;
    }
    at.tally().read(file, Map.of(Fate.CORRECTED, wrong, Fate.STAYS, right));
    if (wrong == 0) {
      return;
    }
    at.tally().changed(file);
    at.intent().toDo();
    WholeFile.write(
        file.file(),
        channel -> {
          try (Rows<StoredEvent> rows = file.form().events(file, at.seal());
              EventWriter to = file.form().format().open(channel)) {
            for (StoredEvent row = rows.next(); row != null; row = rows.next()) {
              if (at.people().own(RowKey.of(row))) {
                correction.correct(row);
              }
              to.write(row);
            }
          }
        });
  }
}
