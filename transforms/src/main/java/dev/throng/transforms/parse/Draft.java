package dev.throng.transforms.parse;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Sink;
import dev.throng.transforms.step.Warning;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The event that is being read. Of several sources of one field that of the lowest rank counts, and
 * of several of one rank the first; but of words of consent and of warnings the strictest (law 2).
 */
final class Draft {

  private static final @Nullable Object[] STRICTEST = new Object[EventField.all().size()];

  static {
    for (EventField field : EventField.all()) {
      STRICTEST[field.index()] = JsonKind.strictest(field);
    }
  }

  /**
   * A new event each time. To clear the old one field by field takes longer, and whoever stands
   * behind may have set any of them.
   */
  private IdentifiedEvent event = new IdentifiedEvent();

  /** By field: 0 while it has no value, else one more than the rank of whoever gave it. */
  private final int[] ranks = new int[EventField.all().size()];

  private final @Nullable String[] halves = new String[2 * MOST_PAIRS];
  private boolean halved;
  private boolean badTime;
  private int unknown;

  static final int MOST_PAIRS = 4;

  void reset() {
    event = new IdentifiedEvent();
    Arrays.fill(ranks, 0);
    if (halved) {
      Arrays.fill(halves, null);
      halved = false;
    }
    badTime = false;
    unknown = 0;
  }

  IdentifiedEvent event() {
    return event;
  }

  /** Sets a field that has no other source. */
  void put(EventField field, Object value) {
    put(field, value, 0);
  }

  /** Sets a field, unless a source of a lower rank has, or one that is stricter. */
  void put(EventField field, Object value, int rank) {
    int index = field.index();
    boolean first = ranks[index] == 0;
    if (STRICTEST[index] != null) {
      if (!first && !value.equals(STRICTEST[index])) {
        return;
      }
    } else if (!first && rank + 1 >= ranks[index]) {
      return;
    }
    ranks[index] = rank + 1;
    event.put(index, value);
  }

  /** Takes back what a source of that rank set. */
  void retract(EventField field, int rank) {
    int index = field.index();
    if (STRICTEST[index] == null && ranks[index] == rank + 1) {
      ranks[index] = 0;
      event.put(index, null);
    }
  }

  /** Adds a property. */
  void property(String name, String value) {
    @Nullable Map<String, String> properties = event.getProperties();
    if (properties == null) {
      properties = new HashMap<>();
      event.setProperties(properties);
    }
    properties.putIfAbsent(name, value);
  }

  /**
   * Takes one of two texts that make a value together; null while there is but one of them.
   *
   * @param pair which two, from 0 to {@link #MOST_PAIRS}, not included
   */
  @Nullable String half(int pair, boolean second, String text, String between) {
    int at = 2 * pair + (second ? 1 : 0);
    halves[at] = text;
    halved = true;
    @Nullable String other = halves[at ^ 1];
    if (other == null) {
      return null;
    }
    return second ? other + between + text : text + between + other;
  }

  /** There is a time that cannot be read, which counts only if the whole record is well-formed. */
  void badTime() {
    badTime = true;
  }

  /** There is a field that the format does not know; nothing of it is kept. */
  void unknown() {
    unknown++;
  }

  /**
   * Checks that there is what an event is nothing without.
   *
   * @param type what rejections call the field of its type
   * @param time what they call that of its time
   */
  void finish(Rejected rejected, String type, String time) throws Rejected {
    if (event.getEventType() == null || event.getEventType().isEmpty()) {
      throw rejected.as(RejectReason.MISSING_FIELD, type);
    }
    if (event.getEventTime() == null) {
      throw rejected.as(badTime ? RejectReason.BAD_TIME : RejectReason.MISSING_FIELD, time);
    }
  }

  /** Tells what became of the record: an event. */
  void tell(Sink<? super IdentifiedEvent> sink) {
    for (int i = 0; i < unknown; i++) {
      sink.warn(Warning.UNKNOWN_FIELD);
    }
    sink.keep(event);
  }
}
