package dev.throng.pipeline.generate;

/**
 * The vocabulary of a marketplace that does not exist. Words need no escaping in JSON or in URLs.
 */
final class Words {
  static final String[] CATEGORIES = {
    "home-and-garden",
    "lighting",
    "electronics",
    "packaging",
    "textiles",
    "furniture",
    "tools",
    "sports",
    "toys",
    "beauty",
    "kitchen",
    "stationery",
    "bags",
    "jewellery",
    "machinery",
    "pets",
    "automotive",
    "safety",
    "health",
    "plumbing",
    "solar",
    "food-processing",
    "construction",
    "gifts"
  };
  static final String[] MATERIALS = {
    "ceramic",
    "steel",
    "bamboo",
    "cotton",
    "glass",
    "leather",
    "wooden",
    "silicone",
    "aluminium",
    "linen",
    "recycled",
    "brass",
    "folding",
    "portable",
    "printed",
    "waterproof"
  };
  static final String[] THINGS = {
    "vase", "lamp", "bottle", "box", "chair", "table", "drill", "backpack", "pan", "notebook",
        "valve",
    "panel", "blanket", "helmet", "pump", "ring", "ball", "brush", "scarf", "tray", "clock", "cable"
  };
  static final String[] FIRST_NAMES = {
    "anna", "ben", "chen", "dina", "emre", "fatima", "goran", "hana", "ivan", "jun", "kofi", "lena"
  };
  static final String[] LAST_NAMES = {
    "adams", "berg", "costa", "diallo", "eriksen", "ferrari", "garcia", "haddad", "ito", "kowalski"
  };
  static final String[] CAMPAIGNS = {
    "spring_sale",
    "new_arrivals",
    "back_in_stock",
    "trade_show_2026",
    "free_samples",
    "winter_stock",
    "verified_suppliers",
    "price_drop"
  };
  static final String[] SOURCES = {
    "newsletter", "google", "facebook", "bing", "partner", "linkedin"
  };
  static final String[] MEDIA = {"email", "cpc", "social", "affiliate", "display"};
  static final String[] REFERRERS = {
    "https://www.google.com/",
    "https://www.google.com/",
    "https://www.bing.com/search?q=wholesale",
    "https://news.example.org/trade/2026/market-opens",
    "https://duckduckgo.com/",
    "https://forum.example.net/t/suppliers/4711?user=goran.berg@mail.example",
    "https://www.facebook.com/",
    "https://blog.example.co.uk/sourcing-tips"
  };
  static final String[] PAGES = {
    "",
    "deals",
    "categories",
    "suppliers",
    "help/shipping",
    "help/returns",
    "about",
    "account/orders",
    "trade-assurance",
    "cart",
    "messages",
    "requests"
  };
  static final String[] DISPUTES = {
    "not_delivered", "damaged", "not_as_described", "wrong_quantity", "late", "side_effects"
  };
  static final String[] COMPLAINTS = {
    "The goods came late, please call me at +49 30 5550 1234.",
    "Half of the boxes were empty.",
    "Wrong colour; my address is 12 Harbour Road.",
    "Please refund to DE89 3704 0044 0532 0130 00."
  };
  static final String[] HEALTH = {
    "The cream gave our customer a rash; she has diabetes.",
    "A child was burnt by the heating pad and was treated in hospital."
  };

  private Words() {}
}
