package dev.throng.pipeline.generate;

import java.util.Locale;

/** Writes pages and searches, now and then with something in them that must not pass (P6, P32). */
final class Pages {
  private static final String SITE = ",\"page\":{\"url\":\"https://www.market.example/";

  /** A page of the site itself. */
  void plain(Happening what, Dice dice, int step, Bytes out) {
    out.ascii(SITE);
    int kind = dice.below(1000);
    if (kind < 15) {
      out.ascii("account/");
      email(dice, out);
      out.ascii("/orders\",\"title\":\"Orders of ");
      name(dice, " ", out);
      out.ascii("\"");
    } else if (kind < 25) {
      out.ascii("password/reset/").hex(dice.bits(), 16).hex(dice.bits(), 16);
      out.ascii("?email=");
      email(dice, out);
      out.ascii("\",\"title\":\"New password\"");
    } else if (what == Happening.LIVE_VIEW || what == Happening.TRADE_SHOW) {
      out.ascii(what == Happening.LIVE_VIEW ? "live/" : "trade-show/");
      out.number(dice.veryPopular(300)).ascii("?autoplay=1\",\"title\":\"On stage now\"");
    } else if (what == Happening.SIGN_IN || what == Happening.SIGN_UP) {
      out.ascii(what.name().toLowerCase(Locale.ROOT)).ascii("?next=%2Fcart#access_token=");
      out.hex(dice.bits(), 16).ascii("\",\"title\":\"Welcome\"");
    } else {
      String page = Words.PAGES[dice.veryPopular(Words.PAGES.length)];
      out.ascii(page).ascii("?page=");
      out.number(1 + dice.veryPopular(20)).ascii("\",\"title\":\"Wholesale ");
      out.ascii(dice.of(Words.THINGS)).ascii(" and more\"");
    }
    referrer(dice, step, out);
    out.ascii("}");
  }

  /** The page of a product. */
  void product(
      Dice dice, String category, String material, String thing, int number, int step, Bytes out) {
    out.ascii(SITE).ascii("product/").ascii(category).ascii("/").ascii(material).ascii("-");
    out.ascii(thing).ascii("-").number(number).ascii(".html?sid=").hex(dice.bits(), 12);
    if (dice.permille(150)) {
      out.ascii("&utm_source=").ascii(dice.of(Words.SOURCES));
      out.ascii("&utm_campaign=").ascii(dice.of(Words.CAMPAIGNS));
    }
    if (dice.permille(10)) {
      out.ascii("&contact=%2B49%2030%20555%20").padded(dice.below(10_000), 4);
    }
    out.ascii("\",\"title\":\"Wholesale ").ascii(material).ascii(" ").ascii(thing);
    out.ascii("\"");
    referrer(dice, step, out);
    out.ascii("}");
  }

  /** Results of a search, and the search. */
  void search(Dice dice, Bytes out) {
    String material = dice.of(Words.MATERIALS);
    String thing = Words.THINGS[dice.veryPopular(Words.THINGS.length)];
    out.ascii(SITE).ascii("search?q=").ascii(material).ascii("+").ascii(thing).ascii("&sort=");
    out.ascii(dice.permille(500) ? "price" : "orders").ascii("&sid=").hex(dice.bits(), 12);
    out.ascii("\",\"title\":\"").ascii(material).ascii(" ").ascii(thing).ascii("\"}");
    out.ascii(",\"search\":{\"query\":\"");
    int kind = dice.below(1000);
    if (kind < 10) {
      email(dice, out);
    } else if (kind < 15) {
      out.ascii("+44 20 7946 0").padded(dice.below(1000), 3);
    } else {
      out.ascii(material).ascii(" ").ascii(thing);
    }
    out.ascii("\",\"results\":").number(dice.popular(5000)).ascii("}");
  }

  /** Where a link in a mail leads: its token says who clicked. */
  void fromMail(Happening what, Dice dice, Bytes out) {
    out.ascii(SITE).ascii(what == Happening.UNSUBSCRIBE ? "unsubscribe" : "deals");
    out.ascii("?token=").hex(dice.bits(), 16).hex(dice.bits(), 16);
    out.ascii("\",\"title\":\"Deals of the week\"}");
  }

  private static void referrer(Dice dice, int step, Bytes out) {
    if (step == 0 && dice.permille(550)) {
      out.ascii(",\"referrer\":\"").ascii(dice.of(Words.REFERRERS)).ascii("\"");
    } else if (step > 0 && dice.permille(200)) {
      out.ascii(",\"referrer\":\"https://www.market.example/categories\"");
    }
  }

  private static void email(Dice dice, Bytes out) {
    name(dice, ".", out);
    out.number(dice.below(100)).ascii("@mail.example");
  }

  private static void name(Dice dice, String between, Bytes out) {
    out.ascii(dice.of(Words.FIRST_NAMES)).ascii(between).ascii(dice.of(Words.LAST_NAMES));
  }
}
