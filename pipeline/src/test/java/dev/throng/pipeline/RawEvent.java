package dev.throng.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** An event read from its JSON in the plainest way there is, for an oracle. */
public record RawEvent(JsonNode json) {
  private static final Set<String> TYPES =
      Set.of(
          ("page_view product_view search add_to_cart inquiry order payment delivery dispute"
                  + " complaint message review live_view trade_show sign_in sign_up email_sent"
                  + " email_open email_click unsubscribe ad_view ad_click conversion error")
              .split(" "));

  public String text(String section, String field) {
    return json.path(section).path(field).asText("").strip();
  }

  public boolean flag(String section, String field) {
    return json.path(section).path(field).asBoolean(false);
  }

  public long time() {
    String time = json.path("event_time").asText();
    return time.matches("\\d{13}")
        ? Long.parseLong(time)
        : OffsetDateTime.parse(time).toInstant().toEpochMilli();
  }

  String day() {
    return Instant.ofEpochMilli(time()).toString().substring(0, 10);
  }

  public String type() {
    String type = json.path("event_type").asText().strip().toLowerCase(Locale.ROOT);
    return TYPES.contains(type) ? type : "other";
  }

  /** The ids by which whoever made it may object. */
  Set<String> objectors() {
    Set<String> ids = new TreeSet<>();
    for (String kind : List.of("device", "cookie", "user")) {
      if (!text(kind, "id").isEmpty()) {
        ids.add(kind + ":" + text(kind, "id"));
      }
    }
    return ids;
  }

  /**
   * What it may serve where nobody is allowed anything by default.
   *
   * @param unsubscribed ids of all who unsubscribed at any time (P31)
   */
  Set<String> purposes(Set<String> unsubscribed) {
    if (flag("user", "minor")
        || (flag("dispute", "health_data") && !flag("dispute", "explicit_consent"))) {
      return Set.of();
    }
    Set<String> granted = new TreeSet<>();
    Set<String> refused = new TreeSet<>();
    for (String purpose : List.of("statistical", "personalisation", "marketing")) {
      if (json.path("consent").has(purpose)) {
        (flag("consent", purpose) ? granted : refused).add(purpose);
      }
    }
    hearSignals(granted, refused);
    granted.removeAll(refused);
    // Whoever has no id objects for this event alone.
    if (flag("consent", "gpc")
        || type().equals("unsubscribe")
        || !Collections.disjoint(objectors(), unsubscribed)) {
      granted.remove("marketing");
    }
    return isAdvert() && !granted.containsAll(List.of("personalisation", "marketing"))
        ? Set.of()
        : granted;
  }

  /** Whether it is counted only of who allows personalisation and marketing (P15). */
  public boolean isAdvert() {
    return Set.of("ad_view", "ad_click", "conversion").contains(type());
  }

  /** What its foreign signals mean. */
  public void hearSignals(Set<String> granted, Set<String> refused) {
    hearTcf(text("consent", "tcf"), granted, refused);
    hearTcf(text("consent", "gpp").replaceAll("^DBABMA~", ""), granted, refused);
    String google = text("consent", "google");
    if (!google.isEmpty()) {
      (google.charAt(2) == '1' ? granted : refused).add("marketing");
      (google.charAt(3) == '1' ? granted : refused).add("statistical");
    }
  }

  /** The bits of purposes are the 153rd to the 176th. */
  private static void hearTcf(String tcf, Set<String> granted, Set<String> refused) {
    if (tcf.isEmpty()) {
      return;
    }
    byte[] bytes = Base64.getUrlDecoder().decode(tcf);
    BigInteger bits = new BigInteger(1, bytes).shiftRight(8 * bytes.length - 176);
    Map<String, List<Integer>> needed =
        Map.of(
            "statistical", List.of(1, 8, 9),
            "personalisation", List.of(1, 5, 6),
            "marketing", List.of(1, 2, 3, 4, 7));
    needed.forEach(
        (purpose, all) ->
            (all.stream().allMatch(each -> bits.testBit(24 - each)) ? granted : refused)
                .add(purpose));
  }

  /** Whose it is: type and id, the day for a session cookie; or "". */
  String owner(String... kinds) {
    for (String kind : kinds) {
      String id = text(kind, "id");
      if (!id.isEmpty()) {
        return kind + (sessionCookie(kind) ? day() : "") + ":" + id;
      }
    }
    return "";
  }

  private boolean sessionCookie(String kind) {
    return kind.equals("cookie") && text("cookie", "lifetime").equals("session");
  }

  String person() {
    return owner("user", "device", "cookie");
  }

  /** A person without a company is a company of their own. */
  String company() {
    String company = text("user", "company_id");
    return company.isEmpty() ? "of " + person() : company;
  }

  BigDecimal price() {
    JsonNode price = json.path("commerce").path("price");
    return price.isMissingNode() ? BigDecimal.ZERO : new BigDecimal(price.asText());
  }
}
