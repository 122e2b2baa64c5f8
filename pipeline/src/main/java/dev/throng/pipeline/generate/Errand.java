package dev.throng.pipeline.generate;

import static dev.throng.pipeline.generate.Happening.*;

import com.google.common.collect.ImmutableList;

/**
 * What somebody came for: what happens first, in order, and what may happen then. Orders, mails and
 * adverts have their steps in the order of real ones, so that rates mean something.
 */
enum Errand {
  BROWSE(
      new Happening[] {PAGE_VIEW},
      PAGE_VIEW,
      PAGE_VIEW,
      PRODUCT_VIEW,
      PRODUCT_VIEW,
      PRODUCT_VIEW,
      SEARCH,
      SEARCH,
      ADD_TO_CART,
      INQUIRY,
      REVIEW),
  BUY(
      new Happening[] {SIGN_IN, SEARCH, PRODUCT_VIEW, PRODUCT_VIEW, ADD_TO_CART, ORDER, PAYMENT},
      CONVERSION,
      PAGE_VIEW,
      MESSAGE,
      DELIVERY,
      PAGE_VIEW),
  MAIL(
      new Happening[] {EMAIL_SENT, EMAIL_OPEN, EMAIL_CLICK},
      PAGE_VIEW,
      PAGE_VIEW,
      PRODUCT_VIEW,
      PRODUCT_VIEW,
      PRODUCT_VIEW,
      ADD_TO_CART,
      UNSUBSCRIBE),
  ADVERT(
      new Happening[] {AD_VIEW, AD_VIEW, AD_CLICK, PAGE_VIEW},
      PRODUCT_VIEW,
      PRODUCT_VIEW,
      PAGE_VIEW,
      CONVERSION),
  SERVICE(
      new Happening[] {SIGN_IN, PAGE_VIEW},
      DELIVERY,
      DELIVERY,
      MESSAGE,
      MESSAGE,
      REVIEW,
      DISPUTE,
      COMPLAINT,
      PAGE_VIEW,
      ERROR),
  EVENT(
      new Happening[] {LIVE_VIEW, LIVE_VIEW},
      LIVE_VIEW,
      TRADE_SHOW,
      TRADE_SHOW,
      SIGN_UP,
      INQUIRY,
      PRODUCT_VIEW,
      MESSAGE);

  private static final int[] SHARES = {640, 720, 820, 900, 960, 1000};
  private final ImmutableList<Happening> first;
  private final ImmutableList<Happening> then;

  Errand(Happening[] first, Happening... then) {
    this.first = ImmutableList.copyOf(first);
    this.then = ImmutableList.copyOf(then);
  }

  static Errand any(Dice dice) {
    int share = dice.below(1000);
    int errand = 0;
    while (share >= SHARES[errand]) {
      errand++;
    }
    return values()[errand];
  }

  /** How many steps there are at the least, where somebody stays at all. */
  int least() {
    return this == BUY ? first.size() : 2;
  }

  /** What happens at a step, counted from 0. */
  Happening at(int step, Dice dice) {
    int chance = dice.below(1000);
    if (chance < 4) {
      return chance == 0 ? WISHLIST_SHARE : ERROR;
    }
    return step < first.size() ? first.get(step) : then.get(dice.below(then.size()));
  }
}
