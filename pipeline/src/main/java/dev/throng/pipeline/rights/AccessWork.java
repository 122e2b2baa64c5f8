package dev.throng.pipeline.rights;

import dev.throng.schemas.StoredEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Gives the rows that are people's own, and counts those of others that carry one of their ids. */
record AccessWork() implements FileWork {
  @Override
  public void on(Portion portion, Workplace at) {
    StoredFile file = portion.file();
    if (!at.mayHold(file)) {
      return;
    }
    List<StoredEvent> own = new ArrayList<>();
    long others = 0;
    try (Rows<StoredEvent> rows = file.form().events(file, at.seal())) {
      for (StoredEvent row = rows.next(); row != null; row = rows.next()) {
        RowKey key = RowKey.of(row);
        if (at.people().own(key)) {
          row.setSeller(null);
          own.add(row);
        } else if (at.people().carries(key)) {
          others++;
        }
      }
    } catch (IOException | RuntimeException e) {
      at.tally().damaged(file);
      return;
    }
    own.forEach(at.given());
    at.tally().others(others);
  }
}
