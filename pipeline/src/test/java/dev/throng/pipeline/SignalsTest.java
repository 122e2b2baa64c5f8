package dev.throng.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Foreign consent signals through a whole run: what they let through, and what is warned of. */
class SignalsTest {
  /** One of the IAB's own, of March 2020: consent to the purposes 1 to 10. */
  private static final String TCF =
      "COv_eg6Ov_eg6AOADBENAaCgAP_AAH_AACiQAVEUQQoAIQAqIoghAAQgAA.YAAAAAAAAAAAAAAAAAA";

  /** Another: consent to 1 and 2 alone. */
  private static final String LITTLE = "COwxsONOwxsONKpAAAENAdCAAMAAAAAAAAAAAAAAAAAA";

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private final StringBuilder events = new StringBuilder();
  private final Map<String, String> expected = new TreeMap<>();

  /** An event in a category of its own, by which it is known again. */
  private void event(String consent, String purposes) {
    String category = "case" + (char) ('a' + expected.size());
    expected.put(category, purposes);
    events.append(
        "{\"event_type\":\"page_view\",\"event_time\":\"2026-06-01T10:00:00Z\","
            + "\"device\":{\"id\":\"d-1\"},\"commerce\":{\"category\":\"%s\"},\"consent\":%s}\n"
                .formatted(category, consent.replace('\'', '"')));
  }

  @Test
  void fromTheEventToTheManifest() throws Exception {
    String all = "[\"statistical\",\"personalisation\",\"marketing\"]";
    event("{'tcf':'%s'}".formatted(TCF), all);
    event("{'gpp':'DBABMA~%s'}".formatted(TCF), all);
    event("{'google':'G111'}", "[\"statistical\",\"marketing\"]");
    event("{'google':'analytics_storage=granted&ad_storage=denied'}", "[\"statistical\"]");
    event("{'tcf':'%s','gpc':true}".formatted(TCF), "[\"statistical\",\"personalisation\"]");
    event(
        "{'tcf':'%s','gpp':'DBABTA~1YYN'}".formatted(TCF), "[\"statistical\",\"personalisation\"]");
    event("{'statistical':true,'gpp':'DBABTA~1YNN'}", "[\"statistical\"]");
    event("{'research':true,'tcf':'%s'}".formatted(LITTLE), "[\"research\"]");
    event("{'research':true,'tcf':'nonsense'}", "[\"research\"]");
    event("{'tcf':'%s'}".formatted(LITTLE), "dropped");
    event("{'statistical':true,'tcf':''}", "dropped");
    event("{'statistical':true,'tcf':7}", "dropped");
    event("{'statistical':true,'tcf':'DBABMA~%s'}".formatted(TCF), "dropped");
    event("{'statistical':true,'tcf':'C%s'}".formatted("Z" + TCF.substring(2)), "dropped");
    event("{'research':true,'gpp':'%s'}".formatted(TCF), "dropped");
    event("{'statistical':true,'gpp':'DBABIYA~BAAAAAQA'}", "dropped");
    event("{'statistical':true,'google':'G1'}", "dropped");
    event("{'statistical':true,'tcf':'','gpp':'','google':''}", "dropped");

    JobSite site =
        new JobSite(
            folder,
            Inputs.resource("oracle-reports.yaml"),
            "{rejected: 0%, from: 2026-06-01, until: 2026-06-02}");
    site.put("in.ndjson", events.toString().getBytes(StandardCharsets.UTF_8));
    Written written = site.run("in.ndjson", "out", 512, "--parallelism=2");

    Map<String, String> actual = new LinkedHashMap<>();
    expected.keySet().forEach(category -> actual.put(category, "dropped"));
    for (String row : written.events()) {
      JsonNode event = JSON.readTree(row.substring(row.indexOf('{')));
      actual.put(event.path("category").textValue(), event.path("purposes").toString());
    }
    assertEquals(expected, new TreeMap<>(actual));
    JsonNode manifest = written.manifest();
    assertEquals("{\"denied\":9}", manifest.path("dropped").toString());
    assertEquals(
        "{\"malformed_google\":2,\"malformed_gpp\":2,\"malformed_tcf\":6,"
            + "\"unknown_gpp_section\":1}",
        manifest.path("warnings").toString());
  }
}
