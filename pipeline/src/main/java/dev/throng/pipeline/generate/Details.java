package dev.throng.pipeline.generate;

/**
 * Writes what is of the moment: page, campaign, goods, search, dispute and the event's own words.
 */
final class Details {
  private static final int PRODUCTS = 20_000;
  private static final int SELLERS = 1_667;
  private final Pages pages;
  private final long seed;
  private final Dice product = new Dice();

  Details(long seed) {
    this.seed = seed;
    this.pages = new Pages();
  }

  /**
   * Adds the fields that belong to what happened, each with a comma in front.
   *
   * @param order the visit's number: what is ordered, paid and delivered in it is one order
   * @param step counted from 0; a visit may come from a campaign or another site at its first
   * @param currency ISO 4217 code
   */
  void write(Happening what, Dice dice, long order, int step, String currency, Bytes out) {
    switch (what) {
      case PAGE_VIEW, ERROR, SIGN_IN, SIGN_UP, LIVE_VIEW, TRADE_SHOW -> {
        pages.plain(what, dice, step, out);
        if (step == 0) {
          campaign(order, dice.permille(300), out);
        }
      }
      case SEARCH -> pages.search(dice, out);
      case PRODUCT_VIEW, WISHLIST_SHARE, REVIEW -> goods(what, dice, order, step, currency, out);
      case ADD_TO_CART, INQUIRY, ORDER, PAYMENT, DELIVERY, CONVERSION ->
          goods(what, dice, order, step, currency, out);
      case DISPUTE, COMPLAINT -> dispute(what, dice, order, out);
      case MESSAGE ->
          out.ascii(",\"page\":{\"url\":\"https://www.market.example/messages/")
              .number(dice.below(1_000_000))
              .ascii("\",\"title\":\"Messages\"}");
      case EMAIL_SENT, EMAIL_OPEN, EMAIL_CLICK, UNSUBSCRIBE -> {
        if (what == Happening.UNSUBSCRIBE || what == Happening.EMAIL_CLICK) {
          pages.fromMail(what, dice, out);
        }
        campaign(order, true, out);
      }
      case AD_VIEW, AD_CLICK -> {
        pages.plain(what, dice, step, out);
        campaign(order, true, out);
      }
    }
    if (dice.permille(150)) {
      out.ascii(",\"properties\":{\"experiment\":\"").ascii(dice.permille(500) ? "a" : "b");
      out.ascii("\",\"scroll_depth\":\"").number(25L * dice.below(5)).ascii("\"}");
    }
  }

  private void goods(Happening what, Dice dice, long order, int step, String currency, Bytes out) {
    // One product for the steps of buying, another at each look.
    boolean buying =
        what == Happening.ORDER || what == Happening.PAYMENT || what == Happening.DELIVERY;
    int number =
        buying
            ? product.restart(seed, Room.PRODUCT, ~order).veryPopular(PRODUCTS)
            : dice.veryPopular(PRODUCTS);
    product.restart(seed, Room.PRODUCT, number);
    String category = product.of(Words.CATEGORIES);
    String material = product.of(Words.MATERIALS);
    String thing = product.of(Words.THINGS);
    if (what != Happening.DELIVERY) {
      pages.product(dice, category, material, thing, number, step, out);
    }
    if (what == Happening.PRODUCT_VIEW && step == 0) {
      campaign(order, dice.permille(300), out);
    }
    out.ascii(",\"commerce\":{\"product_id\":\"P").padded(number, 6);
    out.ascii("\",\"category\":\"").ascii(category);
    out.ascii("\",\"seller_id\":\"S").padded(number % SELLERS, 5).ascii("\"");
    long cents = 50 + product.popular(200_000);
    if (buying || what == Happening.ADD_TO_CART || what == Happening.INQUIRY) {
      int quantity = 1 + (int) product.popular(500);
      out.ascii(",\"quantity\":").number(quantity);
      cents *= quantity;
    }
    price(cents, currency, out);
    if (buying) {
      out.ascii(",\"order_id\":\"").hex(product.bits(), 12).ascii("\"");
    }
    out.ascii("}");
  }

  private static void price(long cents, String currency, Bytes out) {
    out.ascii(",\"price\":");
    switch (currency) {
      case "JPY", "KRW", "VND", "IDR" -> out.number(cents);
      default -> out.number(cents / 100).ascii(".").padded(cents % 100, 2);
    }
    out.ascii(",\"currency\":\"").ascii(currency).ascii("\"");
  }

  private void campaign(long order, boolean any, Bytes out) {
    if (!any) {
      return;
    }
    product.restart(seed, Room.PRODUCT, ~order);
    out.ascii(",\"campaign\":{\"source\":\"").ascii(product.of(Words.SOURCES));
    out.ascii("\",\"medium\":\"").ascii(product.of(Words.MEDIA));
    out.ascii("\",\"name\":\"").ascii(product.of(Words.CAMPAIGNS)).ascii("\"");
    if (product.permille(200)) {
      out.ascii(",\"term\":\"wholesale ").ascii(product.of(Words.THINGS)).ascii("\"");
    }
    if (product.permille(200)) {
      out.ascii(",\"content\":\"banner_").number(product.below(6)).ascii("\"");
    }
    out.ascii("}");
  }

  private void dispute(Happening what, Dice dice, long order, Bytes out) {
    product.restart(seed, Room.PRODUCT, ~order);
    out.ascii(",\"commerce\":{\"order_id\":\"").hex(product.bits(), 12).ascii("\"}");
    out.ascii(",\"dispute\":{\"kind\":\"").ascii(dice.of(Words.DISPUTES));
    // P8: one in ten tells of somebody's health, half of those with explicit consent.
    boolean health = what == Happening.DISPUTE && dice.permille(100);
    out.ascii("\",\"text\":\"").ascii(dice.of(health ? Words.HEALTH : Words.COMPLAINTS));
    out.ascii("\",\"health_data\":").ascii(health ? "true" : "false");
    if (health && dice.permille(500)) {
      out.ascii(",\"explicit_consent\":true");
    }
    out.ascii("}");
  }
}
