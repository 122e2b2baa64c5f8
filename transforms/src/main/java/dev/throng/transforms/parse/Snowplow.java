package dev.throng.transforms.parse;

import static dev.throng.schemas.PrivacyClass.*;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Snowplow's enriched events: lines of 131 or more cells parted by tabs, with self-describing JSON
 * in some; or a table with a header, as it is exported from a warehouse, with a column for each
 * kind of such JSON.
 *
 * <p>After https://docs.snowplow.io/docs/fundamentals/canonical-event/.
 */
final class Snowplow {

  /** The cells of an enriched event, in their order. */
  static final List<String> COLUMNS =
      List.of(
          ("app_id platform etl_tstamp collector_tstamp dvce_created_tstamp event event_id txn_id"
                  + " name_tracker v_tracker v_collector v_etl user_id user_ipaddress"
                  + " user_fingerprint domain_userid domain_sessionidx network_userid geo_country"
                  + " geo_region geo_city geo_zipcode geo_latitude geo_longitude geo_region_name"
                  + " ip_isp ip_organization ip_domain ip_netspeed page_url page_title"
                  + " page_referrer page_urlscheme page_urlhost page_urlport page_urlpath"
                  + " page_urlquery page_urlfragment refr_urlscheme refr_urlhost refr_urlport"
                  + " refr_urlpath refr_urlquery refr_urlfragment refr_medium refr_source refr_term"
                  + " mkt_medium mkt_source mkt_term mkt_content mkt_campaign contexts se_category"
                  + " se_action se_label se_property se_value unstruct_event tr_orderid"
                  + " tr_affiliation tr_total tr_tax tr_shipping tr_city tr_state tr_country"
                  + " ti_orderid ti_sku ti_name ti_category ti_price ti_quantity pp_xoffset_min"
                  + " pp_xoffset_max pp_yoffset_min pp_yoffset_max useragent br_name br_family"
                  + " br_version br_type br_renderengine br_lang br_features_pdf br_features_flash"
                  + " br_features_java br_features_director br_features_quicktime"
                  + " br_features_realplayer br_features_windowsmedia br_features_gears"
                  + " br_features_silverlight br_cookies br_colordepth br_viewwidth br_viewheight"
                  + " os_name os_family os_manufacturer os_timezone dvce_type dvce_ismobile"
                  + " dvce_screenwidth dvce_screenheight doc_charset doc_width doc_height"
                  + " tr_currency tr_total_base tr_tax_base tr_shipping_base ti_currency"
                  + " ti_price_base base_currency geo_timezone mkt_clickid mkt_network etl_tags"
                  + " dvce_sent_tstamp refr_domain_userid refr_dvce_tstamp derived_contexts"
                  + " domain_sessionid derived_tstamp event_vendor event_name event_format"
                  + " event_version event_fingerprint true_tstamp")
              .split(" "));

  private static final EventWords EVENTS =
      EventWords.of(
          "page_view", "page_view",
          "screen_view", "page_view",
          "product_view", "product_view",
          "list_view", "page_view",
          "add_to_cart", "add_to_cart",
          "transaction", "order",
          "promo_view", "ad_view",
          "promo_click", "ad_click",
          "ad_impression", "ad_view",
          "ad_click", "ad_click",
          "ad_conversion", "conversion",
          "site_search", "search",
          "application_error", "error");

  private static final JsonKeyed.Names SELF_DESCRIBING =
      new JsonKeyed.Names(
          "schema",
          "data",
          List.of(),
          Set.of(
              "com_snowplowanalytics_snowplow_contexts",
              "com_snowplowanalytics_snowplow_unstruct_event"),
          Snowplow::schema);

  static final Mapping MAPPING =
      Mapping.of(
              "Snowplow's enriched events: lines of 131 or more cells parted by tabs, or a table"
                  + " with a header, parted by tabs or commas, as warehouses export it. What is in"
                  + " braces is the vendor and the name of a self-describing JSON; an exported table"
                  + " has a column for each, which ends with its version.")
          .keyed("contexts", SELF_DESCRIBING)
          .keyed("unstruct_event", SELF_DESCRIBING)
          .to("event_id", "event_id")
          .types(
              EVENTS,
              "unstruct_event{com_snowplowanalytics_snowplow_ecommerce_snowplow_ecommerce_action}.type")
          .types(EVENTS, "event_name")
          .types(EVENTS, "event")
          .to(
              "event_time",
              JsonKind.UTC_TIME,
              "UTC",
              "true_tstamp",
              "derived_tstamp",
              "collector_tstamp",
              "dvce_created_tstamp")
          .to("user.id", "user_id")
          .to("cookie.id", "domain_userid", "network_userid")
          .to(
              "device.id",
              mobile("appleIdfv"),
              mobile("androidIdfa"),
              mobile("appleIdfa"),
              mobile("openIdfa"))
          .to("device.type", "dvce_type")
          .to("device.brand", mobile("deviceManufacturer"))
          .to("device.model", mobile("deviceModel"))
          .to("device.os", "os_name", "os_family", mobile("osType"))
          .to("device.os_version", mobile("osVersion"))
          .joined("device.screen", "x", "dvce_screenwidth", "dvce_screenheight")
          .to("device.language", "br_lang", mobile("language"))
          .to("network.ip", "user_ipaddress")
          .to("user_agent", "useragent")
          .to(
              "location.latitude",
              "contexts{com_snowplowanalytics_snowplow_geolocation_context}.latitude",
              "geo_latitude")
          .to(
              "location.longitude",
              "contexts{com_snowplowanalytics_snowplow_geolocation_context}.longitude",
              "geo_longitude")
          .to("location.country", "geo_country")
          .to("location.region", "geo_region_name", "geo_region")
          .to("location.city", "geo_city")
          .to("location.postal_code", "geo_zipcode")
          .to("page.url", "page_url")
          .to("page.referrer", "page_referrer")
          .to("page.title", "page_title")
          .to("campaign.source", "mkt_source")
          .to("campaign.medium", "mkt_medium")
          .to("campaign.name", "mkt_campaign")
          .to("campaign.term", "mkt_term")
          .to("campaign.content", "mkt_content")
          .to("commerce.order_id", "tr_orderid", "ti_orderid", purchase("transaction_id"))
          .to("commerce.product_id", "ti_sku", cart("sku"))
          .to("commerce.category", "ti_category", cart("category"))
          .to("commerce.quantity", "ti_quantity", cart("quantity"))
          .to("commerce.price", "tr_total", "ti_price", purchase("revenue"), cart("unitPrice"))
          .to(
              "commerce.currency",
              "tr_currency",
              "ti_currency",
              purchase("currency"),
              cart("currency"))
          .structure(
              "unstruct_event{com_snowplowanalytics_snowplow_consent_preferences}",
              SnowplowConsent.TARGETS,
              SnowplowConsent.ABOUT,
              new SnowplowConsent())
          .structure(
              "unstruct_event{com_snowplowanalytics_snowplow_consent_withdrawn}",
              SnowplowConsent.TARGETS,
              "refuses what consent_preferences could allow",
              SnowplowConsent.REFUSAL)
          .drop(
              TIME,
              "etl_tstamp",
              "dvce_sent_tstamp",
              "refr_dvce_tstamp",
              "load_tstamp",
              "contexts{org_w3_PerformanceTiming}",
              "unstruct_event{com_snowplowanalytics_snowplow_timing}")
          .drop(
              VOCABULARY,
              "app_id",
              "platform",
              "name_tracker",
              "v_tracker",
              "v_collector",
              "v_etl",
              "event_vendor",
              "event_format",
              "event_version",
              "etl_tags",
              "contexts{com_snowplowanalytics_snowplow_application}",
              "contexts{com_snowplowanalytics_mobile_application}",
              "unstruct_event{com_snowplowanalytics_snowplow_cmp_visible}")
          .drop(
              RECORD_ID,
              "txn_id",
              "event_fingerprint",
              "contexts{com_snowplowanalytics_snowplow_web_page}",
              "contexts{com_snowplowanalytics_mobile_screen}")
          .drop(DEVICE_ID, "user_fingerprint")
          .drop(
              COOKIE_ID,
              "domain_sessionidx",
              "domain_sessionid",
              "refr_domain_userid",
              "mkt_clickid",
              "contexts{com_snowplowanalytics_snowplow_client_session}",
              "contexts{com_google_analytics_cookies}",
              "contexts{com_google_ga4_cookies}",
              "contexts{org_ietf_http_cookie}")
          .drop(
              IP_ADDRESS,
              "ip_isp",
              "ip_organization",
              "ip_domain",
              "ip_netspeed",
              "contexts{org_ietf_http_header}")
          .drop(PLACE, "geo_timezone", "os_timezone", "tr_city", "tr_state", "tr_country")
          .drop(
              COORDINATES,
              geo("latitudeLongitudeAccuracy"),
              geo("altitude"),
              geo("altitudeAccuracy"),
              geo("bearing"),
              geo("speed"),
              geo("timestamp"))
          .drop(
              URL,
              "page_urlscheme",
              "page_urlhost",
              "page_urlport",
              "page_urlpath",
              "page_urlquery",
              "page_urlfragment",
              "unstruct_event{com_snowplowanalytics_snowplow_link_click}")
          .drop(
              REFERRER,
              "refr_urlscheme",
              "refr_urlhost",
              "refr_urlport",
              "refr_urlpath",
              "refr_urlquery",
              "refr_urlfragment",
              "refr_medium",
              "refr_source",
              "refr_term")
          .drop(
              CAMPAIGN,
              "mkt_network",
              "unstruct_event{com_snowplowanalytics_snowplow_ad_impression}",
              "unstruct_event{com_snowplowanalytics_snowplow_ad_click}",
              "unstruct_event{com_snowplowanalytics_snowplow_ad_conversion}")
          .drop(
              FREE_TEXT,
              "se_category",
              "se_action",
              "se_label",
              "se_property",
              "ti_name",
              "unstruct_event{com_snowplowanalytics_snowplow_submit_form}",
              "unstruct_event{com_snowplowanalytics_snowplow_change_form}",
              "unstruct_event{com_snowplowanalytics_snowplow_focus_form}",
              "unstruct_event{com_snowplowanalytics_snowplow_site_search}",
              "unstruct_event{com_snowplowanalytics_snowplow_screen_view}",
              "unstruct_event{com_snowplowanalytics_mobile_screen_view}",
              "unstruct_event{com_snowplowanalytics_snowplow_application_error}",
              "unstruct_event{com_snowplowanalytics_snowplow_social_interaction}",
              cart("name"),
              "unstruct_event{com_snowplowanalytics_snowplow_ecommerce_snowplow_ecommerce_action}.name")
          .drop(
              COUNT,
              "se_value",
              "pp_xoffset_min",
              "pp_xoffset_max",
              "pp_yoffset_min",
              "pp_yoffset_max")
          .drop(
              AMOUNT,
              "tr_tax",
              "tr_shipping",
              "tr_total_base",
              "tr_tax_base",
              "tr_shipping_base",
              "ti_price_base",
              purchase("tax"),
              purchase("shipping"),
              purchase("discount_amount"))
          .drop(CURRENCY, "base_currency")
          .drop(
              CATALOGUE,
              "tr_affiliation",
              "contexts{com_snowplowanalytics_snowplow_ecommerce_product}",
              "contexts{com_snowplowanalytics_snowplow_ecommerce_cart}",
              "contexts{com_snowplowanalytics_snowplow_ecommerce_page}",
              "contexts{com_snowplowanalytics_snowplow_ecommerce_promotion}",
              "contexts{com_snowplowanalytics_snowplow_ecommerce_checkout_step}",
              purchase("payment_method"),
              purchase("total_quantity"),
              purchase("discount_code"),
              purchase("credit_order"))
          .drop(DIRECT_IDENTIFIER, "contexts{com_snowplowanalytics_snowplow_ecommerce_user}")
          .drop(
              DEVICE_ATTRIBUTE,
              "derived_contexts",
              "br_name",
              "br_family",
              "br_version",
              "br_type",
              "br_renderengine",
              "br_features_pdf",
              "br_features_flash",
              "br_features_java",
              "br_features_director",
              "br_features_quicktime",
              "br_features_realplayer",
              "br_features_windowsmedia",
              "br_features_gears",
              "br_features_silverlight",
              "br_cookies",
              "br_colordepth",
              "br_viewwidth",
              "br_viewheight",
              "os_manufacturer",
              "dvce_ismobile",
              "doc_charset",
              "doc_width",
              "doc_height",
              "contexts{com_iab_snowplow_spiders_and_robots}",
              "contexts{com_snowplowanalytics_snowplow_ua_parser_context}",
              "contexts{nl_basjes_yauaa_context}",
              "contexts{com_snowplowanalytics_snowplow_browser_context}",
              "contexts{org_ietf_http_client_hints}",
              mobile("*"))
          .drop(
              POLICY_VERSION,
              "contexts{com_snowplowanalytics_snowplow_gdpr}",
              "contexts{com_snowplowanalytics_snowplow_consent_document}",
              "unstruct_event{com_snowplowanalytics_snowplow_consent_granted}")
          .build();

  private Snowplow() {}

  private static String mobile(String name) {
    return "contexts{com_snowplowanalytics_snowplow_mobile_context}." + name;
  }

  private static String geo(String name) {
    return "contexts{com_snowplowanalytics_snowplow_geolocation_context}." + name;
  }

  private static String purchase(String name) {
    return "contexts{com_snowplowanalytics_snowplow_ecommerce_transaction}." + name;
  }

  private static String cart(String name) {
    return "unstruct_event{com_snowplowanalytics_snowplow_add_to_cart}." + name;
  }

  /** Vendor and name of {@code iglu:vendor/name/jsonschema/1-0-0}, as columns are called. */
  private static String schema(String uri) {
    int vendor = uri.startsWith("iglu:") ? "iglu:".length() : 0;
    int name = uri.indexOf('/', vendor);
    int end = name < 0 ? -1 : uri.indexOf('/', name + 1);
    return end < 0
        ? ""
        : uri.substring(vendor, end).replace('.', '_').replace('/', '_').replace('-', '_');
  }

  static TableDecoder decoder(ParseSettings settings) {
    Map<String, Column> columns = new MappingTree(MAPPING, settings).columns();
    return new TableDecoder(
        settings, MAPPING, COLUMNS, COLUMNS.size(), name -> columns.get(unversioned(name)));
  }

  /** The name of a column without the version of the schema that some end with. */
  private static String unversioned(String name) {
    return name.startsWith("contexts_") || name.startsWith("unstruct_event_")
        ? name.replaceFirst("(_\\d+){1,3}$", "")
        : name;
  }

  static EventReader open(
      ReadableByteChannel channel,
      long start,
      long end,
      ParseSettings settings,
      @Nullable Mention mention)
      throws IOException {
    return TableEvents.of(
        channel, start, end, settings.maxRecordBytes(), decoder(settings), COLUMNS.get(0), mention);
  }
}
