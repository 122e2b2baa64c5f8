package dev.throng.transforms.parse;

import dev.throng.schemas.IdentifiedEvent;
import org.jspecify.annotations.Nullable;

/** The event that is being read. */
final class JsonDraft {

  /**
   * A new event each time. To clear the old one field by field takes longer, and whoever stands
   * behind may have set any of them.
   */
  private IdentifiedEvent event = new IdentifiedEvent();

  private boolean badTime;

  void reset() {
    event = new IdentifiedEvent();
    badTime = false;
  }

  IdentifiedEvent event() {
    return event;
  }

  void put(EventField field, @Nullable Object value) {
    event.put(field.index(), value);
  }

  /** There is a time that cannot be read, which counts only if the whole record is well-formed. */
  void badTime() {
    badTime = true;
  }

  boolean hasBadTime() {
    return badTime;
  }
}
