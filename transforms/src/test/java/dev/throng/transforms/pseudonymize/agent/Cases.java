package dev.throng.transforms.pseudonymize.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Test cases that uap-core publishes: agents, and what its maintainers expect of them. */
final class Cases {

  /**
   * One case.
   *
   * @param suite ua, os or device
   * @param family null for Other
   */
  record Case(String suite, String agent, @Nullable String family, @Nullable String major) {}

  private Cases() {}

  /**
   * The sample beside the tests: all of ua and os, of device every spider and each eighth other.
   */
  static List<Case> sample() throws IOException {
    try (InputStream in = Cases.class.getResourceAsStream("uap_core_cases.jsonl.gz")) {
      if (in == null) {
        throw new IOException("no cases");
      }
      return read(in);
    }
  }

  static List<Case> read(InputStream gzipped) throws IOException {
    List<Case> cases = new ArrayList<>();
    ObjectMapper mapper = new ObjectMapper();
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(gzipped), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      JsonNode node = mapper.readTree(line);
      String family = node.get("family").asText();
      cases.add(
          new Case(
              node.get("suite").asText(),
              node.get("user_agent_string").asText(),
              family.equals("Other") ? null : family,
              node.hasNonNull("major") ? node.get("major").asText() : null));
    }
    return cases;
  }
}
