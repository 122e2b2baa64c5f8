package dev.throng.transforms.parse;

import static dev.throng.schemas.PrivacyClass.*;

import dev.throng.transforms.step.Amount;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Messages of the Segment specification, and of RudderStack, which goes by it: one a line.
 *
 * <p>After https://segment.com/docs/connections/spec/ and
 * https://www.rudderstack.com/docs/event-spec/standard-events/.
 */
final class Segment {

  /** P19: in ten-thousandths of a year, as amounts are read. */
  private static final long ADULT = 180_000;

  private static final EventWords EVENTS =
      EventWords.of(
          "Product Viewed", "product_view",
          "Product List Viewed", "page_view",
          "Products Searched", "search",
          "Product Added", "add_to_cart",
          "Order Completed", "order",
          "Payment Info Entered", "payment",
          "Order Fulfilled", "delivery",
          "Promotion Viewed", "ad_view",
          "Promotion Clicked", "ad_click",
          "Product Reviewed", "review",
          "Email Delivered", "email_sent",
          "Email Opened", "email_open",
          "Email Link Clicked", "email_click",
          "Unsubscribed", "unsubscribe",
          "Email Unsubscribed", "unsubscribe",
          "Signed In", "sign_in",
          "Signed Up", "sign_up",
          "Account Created", "sign_up",
          "Lead Generated", "inquiry",
          "Application Crashed", "error");

  static final Mapping MAPPING =
      Mapping.of(
              "Messages of the Segment specification and of RudderStack: track, page, screen,"
                  + " identify, group and alias, one JSON object a line.")
          .to("event_id", "messageId", "message_id")
          .by(
              "event_type",
              "`page` and `screen` are page_view, `track` goes by its event, the others are other",
              Segment::type,
              "type")
          .types(EVENTS, "event")
          .by("event_type", "", in -> "other", "type")
          .to("event_time", "timestamp", "originalTimestamp", "receivedAt", "sentAt")
          .to("user.id", "userId")
          .to("cookie.id", "anonymousId")
          .to("user.company_id", "groupId", "context.groupId")
          .to("device.id", "context.device.id", "context.device.advertisingId")
          .to("device.type", "context.device.type")
          .to("device.brand", "context.device.manufacturer")
          .to("device.model", "context.device.model")
          .to("device.os", "context.os.name")
          .to("device.os_version", "context.os.version")
          .joined("device.screen", "x", "context.screen.width", "context.screen.height")
          .to("device.language", "context.locale")
          .to("network.ip", "context.ip", "request_ip")
          .to("user_agent", "context.userAgent")
          .to("location.latitude", "context.location.latitude")
          .to("location.longitude", "context.location.longitude")
          .to("location.country", "context.location.country")
          .to("location.region", "context.location.region")
          .to("location.city", "context.location.city")
          .to("page.url", "context.page.url", "properties.url")
          .to("page.referrer", "context.page.referrer", "properties.referrer")
          .to("page.title", "context.page.title", "properties.title")
          .to("campaign.source", "context.campaign.source")
          .to("campaign.medium", "context.campaign.medium")
          .to("campaign.name", "context.campaign.name", "properties.campaign_name")
          .to("campaign.term", "context.campaign.term")
          .to("campaign.content", "context.campaign.content")
          .to(
              "commerce.product_id",
              "properties.product_id",
              "properties.sku",
              "properties.products[].product_id",
              "properties.products[].sku")
          .to("commerce.category", "properties.category", "properties.products[].category")
          .to("commerce.quantity", "properties.quantity", "properties.products[].quantity")
          .to(
              "commerce.price",
              "properties.total",
              "properties.revenue",
              "properties.value",
              "properties.price")
          .to("commerce.currency", "properties.currency")
          .to("commerce.order_id", "properties.order_id")
          .to("search.query", "properties.query")
          .to("user.country", "traits.address.country", "context.traits.address.country")
          .by("user.minor", "true under 18", Segment::minor, "traits.age", "context.traits.age")
          .structure(
              "context.consent.categoryPreferences",
              ConsentCategories.TARGETS,
              ConsentCategories.ABOUT,
              ConsentCategories.PREFERENCES)
          .structure(
              "context.consentManagement.allowedConsentIds",
              ConsentCategories.TARGETS,
              ConsentCategories.ABOUT,
              ConsentCategories.ALLOWED)
          .structure(
              "context.consentManagement.deniedConsentIds",
              ConsentCategories.TARGETS,
              ConsentCategories.ABOUT,
              ConsentCategories.DENIED)
          .unclear("context.consent", ConsentCategories.REFUSAL)
          .unclear("context.consentManagement", ConsentCategories.REFUSAL)
          .by(
              "consent.marketing",
              "iOS: 1 (restricted) and 2 (denied) refuse, the others say nothing",
              Segment::tracking,
              "context.device.attTrackingStatus")
          .by(
              "consent.marketing",
              "false refuses, true says nothing",
              Segment::tracking,
              "context.device.adTrackingEnabled")
          .rest("properties")
          // Whoever is behind it, and what they look like (P6).
          .drop(
              DIRECT_IDENTIFIER,
              "traits.*",
              "context.traits.*",
              "traits.address.*",
              "context.traits.address.*",
              "user_properties")
          .drop(
              DIRECT_IDENTIFIER,
              "context.device.name",
              "properties.email",
              "properties.phone",
              "properties.firstName",
              "properties.lastName",
              "properties.first_name",
              "properties.last_name",
              "properties.address",
              "properties.fb_profile",
              "properties.actionEmail")
          .drop(USER_ID, "previousId", "rudderId", "context.externalId", "context.externalIds")
          .drop(DEVICE_ID, "context.device.token", "properties.idfa", "properties.gaid")
          .drop(
              COOKIE_ID,
              "context.sessionId",
              "session_id",
              "properties.checkout_id",
              "properties.cart_id",
              "properties.gclid",
              "properties.fbclid",
              "context.campaign.id",
              "context.campaign.*",
              "context.referrer")
          .drop(
              RECORD_ID,
              "properties.idempotencyKey",
              "properties.link_id",
              "properties.email_id",
              "properties.campaign_id")
          .drop(
              FREE_TEXT,
              "name",
              "category",
              "properties.name",
              "properties.search",
              "properties.description",
              "properties.subject",
              "properties.email_subject",
              "properties.products[].name",
              "context.page.search",
              "context.page.category",
              "context.page.name")
          .drop(
              URL,
              "context.page.path",
              "context.page.tab_url",
              "context.page.initial_referrer",
              "context.page.initial_referring_domain",
              "context.page.referring_domain",
              "properties.path",
              "properties.link_url",
              "properties.image_url",
              "properties.products[].url",
              "properties.products[].image_url",
              "page")
          .drop(
              CATALOGUE,
              "properties.affiliation",
              "properties.brand",
              "properties.variant",
              "properties.coupon",
              "properties.products[].brand",
              "properties.products[].variant",
              "properties.products[].coupon",
              "properties.products[].position",
              "properties.products[].price",
              "properties.position",
              "properties.list_id")
          .drop(
              AMOUNT,
              "properties.shipping",
              "properties.tax",
              "properties.discount",
              "properties.subtotal")
          .drop(PLACE, "context.timezone", "context.location.speed")
          .drop(
              DEVICE_ATTRIBUTE,
              "context.network",
              "context.screen.density",
              "context.screen.innerWidth",
              "context.screen.innerHeight",
              "context.userAgentData")
          .drop(
              VOCABULARY,
              "channel",
              "version",
              "integrations",
              "context.app",
              "context.library",
              "context.active",
              "context.sessionStart",
              "context.source",
              "context.channel",
              "context.direct",
              "context.consent.categories",
              "context.consentManagement.provider",
              "context.consentManagement.resolutionStrategy",
              "writeKey",
              "projectId",
              "_metadata")
          .build();

  private Segment() {}

  private static @Nullable Object type(Scalar in) throws IOException {
    return switch (in.text()) {
      case "page", "screen" -> "page_view";
      case "track" -> null;
      default -> "other";
    };
  }

  private static @Nullable Object minor(Scalar in) throws IOException {
    long years = in.amount();
    return (years != Amount.UNKNOWN && years < ADULT) ? true : null;
  }

  private static @Nullable Object tracking(Scalar in) throws IOException {
    return switch (in.text()) {
      case "1", "2", "false" -> false;
      default -> null;
    };
  }
}
