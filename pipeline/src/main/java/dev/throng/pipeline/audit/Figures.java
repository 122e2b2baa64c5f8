package dev.throng.pipeline.audit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a row of a table says about how many people are behind it.
 *
 * @param events its events, of which each person made at least one; or {@link #UNTOLD}
 * @param people its distinct people, or {@link #UNTOLD}
 */
record Figures(long events, long people) {
  static final long UNTOLD = -1;

  static Figures of(Map<String, String> measures) {
    return new Figures(number(measures.get("events")), number(measures.get("unique_people")));
  }

  private static long number(@Nullable String text) {
    if (text == null || !MeasureName.isNumber(text) || text.length() > 18) {
      return UNTOLD;
    }
    int point = text.indexOf('.');
    return Math.max(UNTOLD, Long.parseLong(point < 0 ? text : text.substring(0, point)));
  }

  /** With the figures of others who need not be other people: distinct people do not add up. */
  Figures plus(Figures other) {
    return new Figures(events < 0 || other.events < 0 ? UNTOLD : events + other.events, UNTOLD);
  }

  /**
   * What is left of these without the others, if the others are all among these: so many more
   * people, or so many more events and therefore at most as many people, whichever is less; 0 where
   * nothing is left or nothing known.
   */
  long beyond(Figures others) {
    long more = events < 0 || others.events < 0 ? 0 : Math.max(0, events - others.events);
    long people = this.people < 0 || others.people < 0 ? 0 : this.people - others.people;
    return people > 0 && (more == 0 || people < more) ? people : more;
  }
}
