package dev.throng.pipeline.rights;

import dev.throng.schemas.StoredEvent;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Who does the work of a pass. */
interface PassCrew extends Closeable {

  /**
   * Takes a portion, whose work may begin at once or later.
   *
   * @param people by the names of its periods
   */
  void take(Portion portion, Map<String, PeriodPeople> people) throws IOException;

  /**
   * Waits until all is done.
   *
   * @param rows takes what the work gave, in no order
   * @return what all of it came to
   */
  Tally finish(List<StoredEvent> rows) throws IOException;
}
