package dev.throng.transforms.parse;

import static dev.throng.schemas.PrivacyClass.*;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Rows of Google Analytics 4 as it exports them to BigQuery, as JSON lines: {@code bq extract
 * --destination_format NEWLINE_DELIMITED_JSON}.
 *
 * <p>After https://support.google.com/analytics/answer/7029846.
 */
final class Ga4 {

  private static final EventField GOOGLE = EventField.at("consent.google");

  private static final EventWords EVENTS =
      EventWords.of(
          "screen_view", "page_view",
          "view_item", "product_view",
          "view_item_list", "page_view",
          "view_search_results", "search",
          "purchase", "order",
          "add_payment_info", "payment",
          "generate_lead", "inquiry",
          "login", "sign_in",
          "view_promotion", "ad_view",
          "select_promotion", "ad_click",
          "ad_impression", "ad_view",
          "app_exception", "error",
          "exception", "error");

  private static final JsonKeyed.Names PARAMETERS =
      new JsonKeyed.Names(
          "key",
          "value",
          List.of("string_value", "int_value", "float_value", "double_value"),
          Set.of(),
          UnaryOperator.identity());

  static final Mapping MAPPING =
      Mapping.of(
              "Rows of Google Analytics 4 as it exports them to BigQuery, one JSON object a line."
                  + " What is in braces is the key of an event's parameter.")
          .keyed("event_params", PARAMETERS)
          .types(EVENTS, "event_name")
          .to("event_time", JsonKind.MICROS, "microseconds", "event_timestamp")
          .to("user.id", "user_id")
          .to("cookie.id", "user_pseudo_id")
          .to("device.id", "device.advertising_id", "device.vendor_id")
          .to("device.type", "device.category")
          .to("device.brand", "device.mobile_brand_name")
          .to("device.model", "device.mobile_model_name")
          .to("device.os", "device.operating_system")
          .to("device.os_version", "device.operating_system_version")
          .to("device.screen", "event_params{screen_resolution}")
          .to("device.language", "device.language", "event_params{language}")
          .to("location.country", "geo.country")
          .to("location.region", "geo.region")
          .to("location.city", "geo.city")
          .to("page.url", "event_params{page_location}")
          .to("page.referrer", "event_params{page_referrer}")
          .to("page.title", "event_params{page_title}", "event_params{firebase_screen}")
          .to(
              "campaign.source",
              "collected_traffic_source.manual_source",
              "event_params{source}",
              "traffic_source.source")
          .to(
              "campaign.medium",
              "collected_traffic_source.manual_medium",
              "event_params{medium}",
              "traffic_source.medium")
          .to(
              "campaign.name",
              "collected_traffic_source.manual_campaign_name",
              "event_params{campaign}",
              "traffic_source.name")
          .to("campaign.term", "collected_traffic_source.manual_term", "event_params{term}")
          .to(
              "campaign.content",
              "collected_traffic_source.manual_content",
              "event_params{content}")
          .to("commerce.product_id", "items[].item_id")
          .to("commerce.category", "items[].item_category")
          .to("commerce.quantity", "items[].quantity", "ecommerce.total_item_quantity")
          .to(
              "commerce.price",
              "ecommerce.purchase_revenue",
              "event_params{value}",
              "items[].price")
          .to("commerce.currency", "event_params{currency}")
          .to("commerce.order_id", "ecommerce.transaction_id", "event_params{transaction_id}")
          .to("search.query", "event_params{search_term}")
          .structure(
              "privacy_info",
              List.of("consent.google"),
              "as Google consent mode: analytics_storage, and ads_storage as ad_storage; Yes is granted, all else denied, and what cannot be read refuses everything",
              Ga4::privacy)
          .by(
              "consent.marketing",
              "Yes refuses, all else says nothing",
              Ga4::limited,
              "device.is_limited_ad_tracking")
          .drop(
              TIME,
              "event_date",
              "event_previous_timestamp",
              "event_server_timestamp_offset",
              "user_first_touch_timestamp",
              "device.time_zone_offset_seconds",
              "event_params{engagement_time_msec}")
          .drop(
              RECORD_ID,
              "event_bundle_sequence_id",
              "batch_event_index",
              "batch_page_id",
              "batch_ordering_id",
              "event_params{batch_ordering_id}",
              "event_params{batch_page_id}")
          .drop(
              COOKIE_ID,
              "event_params{ga_session_id}",
              "event_params{gclid}",
              "event_params{dclid}",
              "event_params{srsltid}",
              "collected_traffic_source.gclid",
              "collected_traffic_source.dclid",
              "collected_traffic_source.srsltid",
              "event_params{firebase_screen_id}",
              "event_params{firebase_previous_id}")
          .drop(
              COUNT,
              "event_params{ga_session_number}",
              "event_params{percent_scrolled}",
              "event_params{entrances}",
              "ecommerce.unique_items",
              "items[].item_list_index")
          .drop(
              FLAG,
              "is_active_user",
              "event_params{session_engaged}",
              "event_params{engaged_session_event}",
              "event_params{ignore_referrer}",
              "event_params{debug_mode}",
              "event_params{outbound}",
              "event_params{firebase_conversion}")
          .drop(
              AMOUNT,
              "event_value_in_usd",
              "user_ltv",
              "ecommerce.purchase_revenue_in_usd",
              "ecommerce.refund_value_in_usd",
              "ecommerce.refund_value",
              "ecommerce.shipping_value_in_usd",
              "ecommerce.shipping_value",
              "ecommerce.tax_value_in_usd",
              "ecommerce.tax_value",
              "event_params{tax}",
              "event_params{shipping}",
              "items[].price_in_usd",
              "items[].item_revenue_in_usd",
              "items[].item_revenue",
              "items[].item_refund_in_usd",
              "items[].item_refund",
              "items[].discount")
          .drop(
              CATALOGUE,
              "items[].item_name",
              "items[].item_brand",
              "items[].item_variant",
              "items[].item_category2",
              "items[].item_category3",
              "items[].item_category4",
              "items[].item_category5",
              "items[].coupon",
              "items[].affiliation",
              "items[].location_id",
              "items[].item_list_id",
              "items[].item_list_name",
              "items[].promotion_id",
              "items[].promotion_name",
              "items[].creative_name",
              "items[].creative_slot",
              "event_params{coupon}",
              "event_params{affiliation}",
              "event_params{payment_type}",
              "event_params{shipping_tier}")
          .drop(PROPERTY, "user_properties", "items[].item_params")
          .drop(
              CAMPAIGN,
              "collected_traffic_source.manual_campaign_id",
              "collected_traffic_source.manual_creative_format",
              "collected_traffic_source.manual_marketing_tactic",
              "collected_traffic_source.manual_source_platform",
              "session_traffic_source_last_click",
              "event_params{campaign_id}")
          .drop(
              URL,
              "event_dimensions",
              "event_params{link_url}",
              "event_params{link_domain}",
              "event_params{page_path}",
              "event_params{page_hostname}",
              "event_params{video_url}",
              "event_params{file_name}",
              "event_params{form_destination}")
          .drop(
              FREE_TEXT,
              "event_params{link_text}",
              "event_params{link_id}",
              "event_params{link_classes}",
              "event_params{unique_search_term}",
              "event_params{video_title}",
              "event_params{form_id}",
              "event_params{form_name}",
              "event_params{firebase_screen_class}",
              "event_params{firebase_previous_class}",
              "event_params{firebase_previous_screen}")
          .drop(PLACE, "geo.continent", "geo.sub_continent", "geo.metro")
          .drop(
              DEVICE_ATTRIBUTE,
              "device.mobile_marketing_name",
              "device.mobile_os_hardware_model",
              "device.browser",
              "device.browser_version",
              "device.web_info")
          .drop(
              VOCABULARY,
              "platform",
              "stream_id",
              "app_info",
              "publisher",
              "event_params{firebase_event_origin}")
          .build();

  private Ga4() {}

  private static @Nullable Object limited(Scalar in) throws IOException {
    return switch (in.text()) {
      case "Yes", "true" -> false;
      default -> null;
    };
  }

  private static void privacy(JsonInput in, Draft draft) throws IOException, Rejected {
    if (in.token() == JsonToken.VALUE_NULL) {
      return;
    }
    if (in.token() != JsonToken.START_OBJECT) {
      draft.put(GOOGLE, "");
      JsonMember.skip(in);
      return;
    }
    Set<String> seen = new HashSet<>();
    @Nullable String analytics = null;
    @Nullable String adverts = null;
    boolean readable = true;
    while (in.nextName()) {
      in.unknownName(seen);
      String name = in.name();
      in.next();
      switch (name) {
        case "analytics_storage" -> {
          readable &= !in.token().isStructStart();
          analytics = state(in);
        }
        case "ads_storage" -> {
          readable &= !in.token().isStructStart();
          adverts = state(in);
        }
        case "uses_transient_token" -> {}
        default -> draft.unknown();
      }
      JsonMember.skip(in);
    }
    if (!readable) {
      draft.put(GOOGLE, "");
    } else if (analytics != null || adverts != null) {
      draft.put(GOOGLE, "analytics_storage=" + said(analytics) + "&ad_storage=" + said(adverts));
    }
  }

  /** What a value says; null where it says nothing. */
  private static @Nullable String state(JsonInput in) throws IOException {
    return switch (in.token()) {
      case VALUE_NULL -> null;
      case VALUE_STRING -> in.text().equals("Yes") ? "granted" : "denied";
      default -> "denied";
    };
  }

  /** What consent mode could tell and does not is denied. */
  private static String said(@Nullable String state) {
    return state == null ? "denied" : state;
  }
}
