package dev.throng.transforms.pseudonymize;

import dev.throng.transforms.pseudonymize.treatment.Vocabulary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The closed lists of words that events may use (design section 4). */
final class KnownWords {
  private static final String OTHER = "other";

  private static final Vocabulary EVENT_TYPES =
      new Vocabulary(
          List.of(
              "page_view",
              "product_view",
              "search",
              "add_to_cart",
              "inquiry",
              "order",
              "payment",
              "delivery",
              "dispute",
              "complaint",
              "message",
              "review",
              "live_view",
              "trade_show",
              "sign_in",
              "sign_up",
              "email_sent",
              "email_open",
              "email_click",
              "unsubscribe",
              "ad_view",
              "ad_click",
              "conversion",
              "error"),
          OTHER);

  private static final Vocabulary LIFETIMES =
      new Vocabulary(List.of("session", "persistent"), null);

  private static final Vocabulary ROLES =
      new Vocabulary(List.of("buyer", "seller", "visitor"), null);

  /** P9: the provider's name is kept; a name that few have would tell the person. */
  private static final Vocabulary PROVIDERS =
      new Vocabulary(
          List.of(
              "alipay",
              "amazon",
              "apple",
              "email",
              "facebook",
              "github",
              "google",
              "instagram",
              "kakao",
              "line",
              "linkedin",
              "microsoft",
              "naver",
              "password",
              "paypal",
              "phone",
              "qq",
              "sso",
              "taobao",
              "telegram",
              "tiktok",
              "twitter",
              "vk",
              "wechat",
              "weibo",
              "whatsapp",
              "x",
              "yahoo"),
          OTHER);

  private KnownWords() {}

  /** One of the known types, or {@code other}. */
  static String eventType(@Nullable String word) {
    String known = EVENT_TYPES.word(word);
    return known == null ? OTHER : known;
  }

  /** {@code session}, {@code persistent} or null. */
  static @Nullable String lifetime(@Nullable String word) {
    return LIFETIMES.word(word);
  }

  /** {@code buyer}, {@code seller}, {@code visitor} or null. */
  static @Nullable String role(@Nullable String word) {
    return ROLES.word(word);
  }

  /** A known provider, {@code other}, or null where there is none. */
  static @Nullable String signIn(@Nullable String word) {
    return PROVIDERS.word(word);
  }
}
