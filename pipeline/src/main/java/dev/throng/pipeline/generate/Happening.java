package dev.throng.pipeline.generate;

import java.util.Locale;

/** What may happen in a visit: every event type that Throng knows, and one that it does not. */
enum Happening {
  PAGE_VIEW,
  PRODUCT_VIEW,
  SEARCH,
  ADD_TO_CART,
  INQUIRY,
  ORDER,
  PAYMENT,
  DELIVERY,
  DISPUTE,
  COMPLAINT,
  MESSAGE,
  REVIEW,
  LIVE_VIEW,
  TRADE_SHOW,
  SIGN_IN,
  SIGN_UP,
  EMAIL_SENT,
  EMAIL_OPEN,
  EMAIL_CLICK,
  UNSUBSCRIBE,
  AD_VIEW,
  AD_CLICK,
  CONVERSION,
  ERROR,
  WISHLIST_SHARE;

  private final String json =
      "\",\"event_type\":\"" + name().toLowerCase(Locale.ROOT) + "\",\"event_time\":";

  /** The end of the event's id, its type, and the key of its time. */
  String json() {
    return json;
  }
}
