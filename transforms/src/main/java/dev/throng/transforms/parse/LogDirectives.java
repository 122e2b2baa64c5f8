package dev.throng.transforms.parse;

import static dev.throng.schemas.PrivacyClass.*;

import dev.throng.schemas.PrivacyClass;
import dev.throng.transforms.parse.LogUse.Part;
import dev.throng.transforms.settings.NearestWord;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of each directive that Apache httpd and nginx may write into their logs: it serves a
 * field, or is named as dropped with its class.
 *
 * <p>After https://httpd.apache.org/docs/2.4/mod/mod_log_config.html and
 * https://nginx.org/en/docs/varindex.html.
 */
final class LogDirectives {

  /** What stands for any name in a directive that takes one. */
  static final String NAME = "NAME";

  private static final String PAGE = "its target, behind scheme and host where these are logged";
  private static final String TYPE =
      "a GET answered below 400 is page_view, unless it is for a part of a page";

  /** Request headers by their names, whatever their case. */
  private static final Map<String, LogUse> HEADERS = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private static final Map<String, LogUse> COOKIES = new LinkedHashMap<>();

  /** By how a directive is written, a name in it as {@link #NAME}. */
  private static final Map<String, LogUse> APACHE = new LinkedHashMap<>();

  private static final Map<String, LogUse> NGINX = new LinkedHashMap<>();

  private static final LogUse HEADER = LogUse.drop(PROPERTY).freely();
  private static final LogUse COOKIE = LogUse.drop(COOKIE_ID).freely();
  private static final LogUse CONTROL =
      new LogUse(Part.FIELD, "consent.gpc", CONSENT_WORD, true, "any value is true");

  static {
    HEADERS.put("User-Agent", LogUse.to("user_agent").freely());
    HEADERS.put("Referer", LogUse.to("page.referrer").freely());
    HEADERS.put("Accept-Language", LogUse.to("device.language").freely());
    HEADERS.put("X-Forwarded-For", LogUse.to("network.forwarded_for").freely());
    HEADERS.put("Host", LogUse.of(Part.HOST, "page.url", "its host").freely());
    HEADERS.put("Sec-GPC", CONTROL);
    for (String hint :
        new String[] {
          "", "-Full-Version-List", "-Platform", "-Platform-Version", "-Mobile", "-Form-Factors"
        }) {
      HEADERS.put("Sec-CH-UA" + hint, LogUse.of(Part.HINT, "client_hints", "by its name").freely());
    }
    HEADERS.put("CF-IPCountry", LogUse.to("location.country").freely());
    dropHeaders(IP_ADDRESS, "X-Real-IP", "CF-Connecting-IP", "True-Client-IP", "Forwarded", "Via");
    dropHeaders(RECORD_ID, "X-Request-ID", "X-Amzn-Trace-Id", "traceparent", "tracestate");
    dropHeaders(COOKIE_ID, "Cookie");
    dropHeaders(USER_ID, "Authorization", "From");
    dropHeaders(URL, "Origin");
    dropHeaders(USER_AGENT, "Accept", "Accept-Encoding", "DNT");

    COOKIES.put("euconsent-v2", LogUse.to("consent.tcf").freely());
    COOKIES.put("Apache", LogUse.to("cookie.id").freely());
    COOKIES.put("uid", LogUse.to("cookie.id").freely());

    APACHE.put("%a", LogUse.to("network.ip"));
    APACHE.put("%h", LogUse.to("network.ip"));
    APACHE.put("%l", LogUse.drop(USER_ID));
    APACHE.put("%u", LogUse.to("user.id"));
    APACHE.put("%t", time("as 10/Oct/2000:13:55:36 -0700"));
    APACHE.put("%{NAME}t", time("as NAME says to strftime; or sec, msec, usec, msec_frac..."));
    APACHE.put("%r", LogUse.of(Part.REQUEST, "page.url", PAGE).freely());
    APACHE.put("%m", LogUse.of(Part.METHOD, "event_type", TYPE));
    APACHE.put("%U", LogUse.of(Part.PATH, "page.url", "its path"));
    APACHE.put("%q", LogUse.of(Part.QUERY, "page.url", "its query"));
    APACHE.put("%s", LogUse.of(Part.STATUS, "event_type", "400 and above is error"));
    APACHE.put("%v", LogUse.of(Part.HOST, "page.url", "its host"));
    APACHE.put("%V", LogUse.of(Part.HOST, "page.url", "its host"));
    HEADERS.forEach((name, use) -> APACHE.put("%{" + name + "}i", use));
    APACHE.put("%{NAME}i", HEADER);
    COOKIES.forEach((name, use) -> APACHE.put("%{" + name + "}C", use));
    APACHE.put("%{NAME}C", COOKIE);
    APACHE.put("%{UNIQUE_ID}e", LogUse.to("event_id"));
    drop(APACHE, IP_ADDRESS, "%A", "%{NAME}a", "%{NAME}h");
    drop(APACHE, RECORD_ID, "%L");
    drop(APACHE, URL, "%f");
    drop(APACHE, VOCABULARY, "%H", "%R", "%X");
    drop(APACHE, PROPERTY, "%{NAME}e", "%{NAME}n", "%{NAME}o", "%{NAME}x", "%{NAME}c");
    drop(APACHE, PROPERTY, "%{NAME}^ti", "%{NAME}^to");
    drop(APACHE, COUNT, "%D", "%k", "%p", "%{NAME}p", "%P", "%{NAME}P", "%T", "%{NAME}T");
    for (String bytes : new String[] {"%b", "%B", "%I", "%O", "%S"}) {
      APACHE.put(bytes, LogUse.number());
    }

    NGINX.put("$remote_addr", LogUse.to("network.ip"));
    NGINX.put("$remote_user", LogUse.to("user.id"));
    NGINX.put("$time_local", time("as 10/Oct/2000:13:55:36 -0700"));
    NGINX.put("$time_iso8601", time("ISO 8601"));
    NGINX.put("$msec", time("seconds since 1970, with milliseconds"));
    NGINX.put("$request", LogUse.of(Part.REQUEST, "page.url", PAGE).freely());
    NGINX.put("$request_method", LogUse.of(Part.METHOD, "event_type", TYPE));
    NGINX.put("$request_uri", LogUse.of(Part.TARGET, "page.url", PAGE));
    NGINX.put("$uri", LogUse.of(Part.PATH, "page.url", "its path"));
    NGINX.put("$document_uri", LogUse.of(Part.PATH, "page.url", "its path"));
    NGINX.put("$is_args", LogUse.of(Part.QUESTION, "page.url", "before its query"));
    NGINX.put("$args", LogUse.of(Part.QUERY, "page.url", "its query"));
    NGINX.put("$query_string", LogUse.of(Part.QUERY, "page.url", "its query"));
    NGINX.put("$status", LogUse.of(Part.STATUS, "event_type", "400 and above is error"));
    NGINX.put("$host", LogUse.of(Part.HOST, "page.url", "its host"));
    NGINX.put("$server_name", LogUse.of(Part.HOST, "page.url", "its host"));
    NGINX.put("$scheme", LogUse.of(Part.SCHEME, "page.url", "its scheme, https where not logged"));
    NGINX.put("$request_id", LogUse.to("event_id"));
    NGINX.put("$uid_got", LogUse.to("cookie.id"));
    NGINX.put("$geoip_country_code", LogUse.to("location.country"));
    NGINX.put("$geoip_city_country_code", LogUse.to("location.country"));
    NGINX.put("$geoip_region_name", LogUse.to("location.region").freely());
    NGINX.put("$geoip_city", LogUse.to("location.city").freely());
    NGINX.put("$geoip_latitude", LogUse.to("location.latitude"));
    NGINX.put("$geoip_longitude", LogUse.to("location.longitude"));
    NGINX.put("$geoip_postal_code", LogUse.to("location.postal_code").freely());
    HEADERS.forEach((name, use) -> NGINX.put("$http_" + variable(name), use));
    NGINX.put("$http_NAME", HEADER);
    COOKIES.forEach((name, use) -> NGINX.put("$cookie_" + variable(name), use));
    NGINX.put("$cookie_NAME", COOKIE);
    NGINX.put("$arg_NAME", LogUse.drop(URL).freely());
    NGINX.put("$sent_http_NAME", LogUse.drop(PROPERTY).freely());
    NGINX.put("$sent_trailer_NAME", LogUse.drop(PROPERTY).freely());
    NGINX.put("$upstream_http_NAME", LogUse.drop(PROPERTY).freely());
    NGINX.put("$upstream_cookie_NAME", COOKIE);
    NGINX.put("$upstream_trailer_NAME", LogUse.drop(PROPERTY).freely());
    NGINX.put("$request_body", LogUse.drop(FREE_TEXT).freely());
    drop(NGINX, PROPERTY, "$own_NAME", "$ssl_NAME", "$jwt_NAME", "$geoip_NAME", "$geoip2_NAME");
    drop(NGINX, IP_ADDRESS, "$server_addr", "$realip_remote_addr", "$binary_remote_addr");
    drop(NGINX, IP_ADDRESS, "$proxy_protocol_addr", "$proxy_protocol_server_addr");
    drop(NGINX, IP_ADDRESS, "$proxy_add_x_forwarded_for", "$upstream_addr");
    drop(NGINX, RECORD_ID, "$connection");
    drop(NGINX, COOKIE_ID, "$uid_set", "$uid_reset");
    drop(NGINX, URL, "$document_root", "$realpath_root", "$request_filename", "$request_body_file");
    drop(NGINX, VOCABULARY, "$server_protocol", "$request_completion", "$pipe", "$https");
    drop(NGINX, VOCABULARY, "$http2", "$http3", "$upstream_cache_status", "$upstream_status");
    drop(NGINX, VOCABULARY, "$content_type", "$hostname", "$nginx_version", "$proxy_host");
    drop(
        NGINX, VOCABULARY, "$upstream_last_server_name", "$limit_req_status", "$limit_conn_status");
    drop(NGINX, COUNT, "$request_time", "$request_length", "$connection_requests", "$pid");
    drop(NGINX, COUNT, "$connection_time", "$content_length", "$gzip_ratio", "$limit_rate");
    drop(NGINX, COUNT, "$remote_port", "$server_port", "$proxy_port", "$realip_remote_port");
    drop(NGINX, COUNT, "$tcpinfo_NAME", "$upstream_response_time", "$upstream_connect_time");
    drop(NGINX, COUNT, "$upstream_header_time", "$upstream_response_length");
    drop(NGINX, COUNT, "$upstream_bytes_sent", "$upstream_bytes_received", "$proxy_protocol_port");
    drop(NGINX, COUNT, "$upstream_queue_time", "$proxy_protocol_server_port");
    NGINX.put("$body_bytes_sent", LogUse.number());
    NGINX.put("$bytes_sent", LogUse.number());
  }

  private LogDirectives() {}

  /** Those of Apache httpd as they are written, each with what becomes of it. */
  static Map<String, LogUse> apache() {
    return APACHE;
  }

  /** Those of nginx. */
  static Map<String, LogUse> nginx() {
    return NGINX;
  }

  /**
   * What becomes of {@code %x}, or {@code %{name}x}.
   *
   * @param letter what ends it
   * @param name what stands in its braces, null where it has none
   * @throws IllegalArgumentException where httpd has no such directive; the message names the
   *     nearest
   */
  static LogUse apache(String letter, @Nullable String name) {
    if (name == null) {
      return known(APACHE, "%" + letter, "directive", "");
    }
    @Nullable LogUse use = letter.equals("i") ? HEADERS.get(name) : null;
    use = use == null ? APACHE.get("%{" + name + "}" + letter) : use;
    return use == null ? known(APACHE, "%{" + NAME + "}" + letter, "directive", "") : use;
  }

  /**
   * What becomes of {@code $name}.
   *
   * @throws IllegalArgumentException where nginx has no such variable; the message names the
   *     nearest
   */
  static LogUse nginx(String name) {
    @Nullable LogUse use = NGINX.get("$" + name.toLowerCase(Locale.ROOT));
    for (int end = name.lastIndexOf('_'); use == null && end > 0; ) {
      use = NGINX.get("$" + name.substring(0, end + 1) + NAME);
      end = name.lastIndexOf('_', end - 1);
    }
    return use == null
        ? known(
            NGINX,
            "$" + name,
            "variable",
            "; one of your own, which is to be dropped, is written $own_" + name)
        : use;
  }

  /** The name that a hint's header has in the event. */
  static String header(String written) {
    String name =
        written.startsWith("$http_")
            ? written.substring("$http_".length()).replace('_', '-')
            : written.replaceAll("^%[^{]*\\{|}i$", "");
    return name.toLowerCase(Locale.ROOT);
  }

  private static LogUse known(
      Map<String, LogUse> all, String written, String what, String otherwise) {
    @Nullable LogUse use = all.get(written);
    if (use != null) {
      return use;
    }
    String nearest = written.length() > 3 ? NearestWord.to(written, all.keySet()) : null;
    throw new IllegalArgumentException(
        "an unknown "
            + what
            + " '"
            + written
            + "'"
            + (nearest == null ? "" : "; did you mean '" + nearest + "'?")
            + otherwise);
  }

  private static LogUse time(String how) {
    return LogUse.of(Part.TIME, "event_time", how);
  }

  private static void dropHeaders(PrivacyClass privacy, String... names) {
    for (String name : names) {
      HEADERS.put(name, LogUse.drop(privacy).freely());
    }
  }

  private static void drop(Map<String, LogUse> from, PrivacyClass privacy, String... written) {
    for (String each : written) {
      from.put(each, LogUse.drop(privacy));
    }
  }

  private static String variable(String header) {
    return header.toLowerCase(Locale.ROOT).replace('-', '_');
  }
}
