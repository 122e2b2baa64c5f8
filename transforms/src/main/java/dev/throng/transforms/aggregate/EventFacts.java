package dev.throng.transforms.aggregate;

import dev.throng.schemas.ConsentedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.step.Purpose;

/**
 * What every measure asks of an event, read once for all reports. One object serves all events of a
 * worker.
 */
final class EventFacts {
  static final int PAGE = 1;
  static final int CONVERSION = 2;
  static final int EMAIL_SENT = 4;
  static final int EMAIL_OPEN = 8;
  private static final int ADVERT = 16;

  /** P15: advertising needs both. */
  private static final int ADVERT_NEEDS = Purpose.PERSONALISATION.bit() | Purpose.MARKETING.bit();

  PseudonymousEvent event = new PseudonymousEvent();
  int purposes;
  long time;
  int day;

  /** Bits of what kind of event it is. */
  int kind;

  /** Whether somebody made it: not a robot, and not nobody. */
  boolean somebody;

  boolean dayBound;
  long person;

  /** The company; a person without one is a company of their own. */
  long company;

  private int needs;

  void load(ConsentedEvent consented) {
    event = consented.getEvent();
    purposes = consented.getPurposes();
    time = event.getEventTime();
    day = Windows.dayOf(time);
    kind = kindOf(event.getEventType());
    needs = (kind & ADVERT) == 0 ? 0 : ADVERT_NEEDS;
    Long who = event.getPersonHash();
    somebody = who != null && !event.getRobot();
    dayBound = event.getDayBound();
    if (who != null) {
      person = who;
      Long firm = event.getCompanyHash();
      company = firm == null ? companyOf(person) : firm;
    }
  }

  /** The company of a person without one. */
  static long companyOf(long person) {
    return Mix.of(~person);
  }

  static int kindOf(String eventType) {
    return switch (eventType) {
      case "page_view", "product_view" -> PAGE;
      case "order" -> CONVERSION;
      case "conversion" -> CONVERSION | ADVERT;
      case "ad_view", "ad_click" -> ADVERT;
      case "email_sent" -> EMAIL_SENT;
      case "email_open" -> EMAIL_OPEN;
      default -> 0;
    };
  }

  /** Whether it may serve the purpose, given as a bit, and what its type needs besides (P15). */
  boolean serves(int purpose) {
    int all = purpose | needs;
    return (purposes & all) == all;
  }

  boolean is(int kinds) {
    return (kind & kinds) != 0;
  }
}
