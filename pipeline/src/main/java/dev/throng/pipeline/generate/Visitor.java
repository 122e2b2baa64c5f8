package dev.throng.pipeline.generate;

import dev.throng.pipeline.generate.Places.Place;

/**
 * Who visits: everything in an event that is the person's or the visit's, not the moment's. A
 * person stays who they are, at home, on one or two devices, with one answer on consent.
 */
final class Visitor {
  private static final String[] ROLES = {"buyer", "buyer", "buyer", "seller", "visitor"};
  private static final String[] PROVIDERS = {"facebook", "google", "linkedin", "apple"};
  private static final int[] NETWORKS = {
    2, 5, 24, 31, 37, 46, 62, 77, 80, 81, 84, 86, 91, 95, 109, 151, 176, 178, 188, 193, 212, 217
  };
  private static final String[] PREFIXES = {"2a02", "2001:db8", "2a01", "2600", "2804", "2409"};

  private final long seed;
  private final long people;
  private final Ids ids;
  private final Dice dice = new Dice();

  Visitor(long seed, long people, Ids ids) {
    this.seed = seed;
    this.people = people;
    this.ids = ids;
  }

  /**
   * Adds the fields of one visit, each with a comma in front, and gives the currency that its
   * person pays in.
   *
   * @param visit dice of the visit
   */
  String write(Dice visit, Bytes out) {
    if (visit.permille(20)) {
      robot(visit, out);
      return "USD";
    }
    long person = visit.popular(people);
    boolean second = dice.restart(seed, Room.PERSON, person).permille(250) && visit.permille(300);
    boolean away = visit.permille(30);
    long browser = 2 * person + (second ? 1 : 0);
    long traits = dice.bits();
    Place home = Places.any(dice.restart(seed, Room.HOME, person));
    Place place = away ? Places.any(visit) : home;
    Agent agent = Agents.any(dice.restart(seed, Room.BROWSER, browser));
    device(agent, home, out);
    cookie(visit, out);
    dice.restart(seed, Room.ACCOUNT, person);
    user(home, out);
    network(away ? visit : dice.restart(seed, Room.NETWORK, browser), out);
    out.ascii(",\"user_agent\":").ascii(agent.header());
    if ((traits & 0xFF) < 18 && !agent.hints().isEmpty()) {
      out.ascii(",\"client_hints\":").ascii(agent.hints());
    }
    location(place, visit, out);
    Consents.write(dice.restart(seed, Room.CONSENT, person), out);
    return home.currency();
  }

  private void robot(Dice visit, Bytes out) {
    Agent agent = Agents.robot(visit);
    out.ascii(",\"network\":{\"ip\":\"66.249.66.").number(1 + visit.below(30)).ascii("\"}");
    out.ascii(",\"user_agent\":").ascii(agent.header());
  }

  private void device(Agent agent, Place home, Bytes out) {
    int kind = dice.below(100);
    if (kind < ids.devices) {
      out.ascii(",\"device\":{\"id\":\"").uuid(dice.bits(), dice.bits()).ascii("\"");
      if (kind < 12) {
        out.ascii(",").ascii(agent.attributes());
      }
      out.ascii(",\"language\":\"").ascii(home.language()).ascii("\"}");
    } else if (kind < 40) {
      out.ascii(",\"device\":{\"language\":\"").ascii(home.language()).ascii("\"}");
    }
  }

  private void cookie(Dice visit, Bytes out) {
    int kind = dice.below(100);
    if (kind < ids.lastingCookies) {
      out.ascii(",\"cookie\":{\"id\":\"").hex(dice.bits(), 16);
      out.ascii("\",\"lifetime\":\"persistent\"}");
    } else if (kind < ids.cookies) {
      // P16: a new one each visit.
      out.ascii(",\"cookie\":{\"id\":\"").hex(visit.bits(), 16);
      out.ascii("\",\"lifetime\":\"session\"}");
    }
  }

  private void user(Place home, Bytes out) {
    boolean minor = dice.permille(5);
    if (!hasAccount(minor)) {
      return;
    }
    out.ascii(",\"user\":{\"id\":\"");
    account(out);
    out.ascii("\",\"role\":\"").ascii(minor ? "visitor" : dice.of(ROLES)).ascii("\"");
    if (!minor && dice.permille(400)) {
      out.ascii(",\"company_id\":\"C").padded(dice.popular(people / 5 + 1), 6).ascii("\"");
    }
    out.ascii(",\"country\":\"").ascii(home.country()).ascii("\"");
    if (minor) {
      out.ascii(",\"minor\":true");
    }
    if (dice.permille(250)) {
      out.ascii(",\"sign_in\":\"").ascii(dice.of(PROVIDERS)).ascii("\"");
    }
    out.ascii("}");
  }

  private boolean hasAccount(boolean minor) {
    return ids.accounts > 0 && (minor || !dice.permille(1000 - ids.accounts));
  }

  private void account(Bytes out) {
    out.number(10_000_000 + (dice.bits() >>> 28));
  }

  /**
   * Adds by what a ledger knows a person, {@code "type":"...","id":"..."}: the account, the device
   * or the cookie, whichever their events have first; else a cookie that was gone with its visit.
   */
  void subject(long person, Bytes out) {
    dice.restart(seed, Room.ACCOUNT, person);
    if (hasAccount(dice.permille(5))) {
      out.ascii("\"type\":\"user\",\"id\":\"");
      account(out);
    } else {
      Agents.any(dice.restart(seed, Room.BROWSER, 2 * person));
      if (dice.below(100) < ids.devices) {
        out.ascii("\"type\":\"device\",\"id\":\"").uuid(dice.bits(), dice.bits());
      } else {
        dice.below(100); // Of those whose cookie stays, it is the next throw, as in an event.
        out.ascii("\"type\":\"cookie\",\"id\":\"").hex(dice.bits(), 16);
      }
    }
    out.ascii("\"");
  }

  private static void network(Dice home, Bytes out) {
    out.ascii(",\"network\":{\"ip\":\"");
    if (home.permille(200)) {
      out.ascii(home.of(PREFIXES)).ascii(":").hex(home.bits(), 4).ascii(":").hex(home.bits(), 4);
      out.ascii("::").hex(1 + home.below(0xFFFE), 4);
    } else {
      out.number(NETWORKS[home.below(NETWORKS.length)]).ascii(".").number(home.below(256));
      out.ascii(".").number(home.below(256)).ascii(".").number(1 + home.below(254));
    }
    out.ascii("\"");
    if (home.permille(80)) {
      out.ascii(",\"forwarded_for\":\"198.51.100.").number(1 + home.below(254));
      out.ascii(", 10.0.0.").number(1 + home.below(9)).ascii("\"");
    }
    out.ascii("}");
  }

  private static void location(Place place, Dice visit, Bytes out) {
    int kind = visit.below(100);
    if (kind < 32) {
      // Somewhere within about 10 km of the city.
      out.ascii(",\"location\":{\"latitude\":");
      degrees(place.latitude() + visit.below(16_000) - 8_000, out);
      out.ascii(",\"longitude\":");
      degrees(place.longitude() + visit.below(16_000) - 8_000, out);
      if (kind < 8) {
        out.ascii(",\"country\":\"").ascii(place.country()).ascii("\"");
      }
      out.ascii("}");
    } else if (kind < 60) {
      out.ascii(",\"location\":{").utf8(place.claim());
      if (kind < 46) {
        out.ascii(",\"postal_code\":\"").padded(visit.below(100_000), 5).ascii("\"");
      }
      out.ascii("}");
    }
  }

  private static void degrees(int hundredThousandths, Bytes out) {
    if (hundredThousandths < 0) {
      out.ascii("-");
    }
    int size = Math.abs(hundredThousandths);
    out.number(size / 100_000).ascii(".").padded(size % 100_000, 5);
  }
}
