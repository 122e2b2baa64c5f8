package dev.throng.pipeline.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.transforms.release.budget.Cost;
import dev.throng.transforms.release.budget.Spending;
import dev.throng.transforms.release.exact.Rational;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * One window of one report that third parties have, or will have at once. Nothing in it is about
 * people but a digest of what is published.
 *
 * @param digest of the report with all that is said of it
 * @param spending which report and window, and what it costs a person
 * @param content SHA-256 of the rows, in hexadecimal
 */
public record Published(String digest, Spending spending, String content) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The name of its file: the same for the same report and window. */
  String file() {
    return digest + "-" + spending.windowStart() + ".json";
  }

  byte[] bytes() {
    ObjectNode json = JSON.createObjectNode();
    json.put("report", spending.report());
    json.put("digest", digest);
    json.put("window_start", spending.windowStart());
    Cost cost = spending.cost();
    json.put("epsilon", text(cost.epsilon()));
    json.put("delta", text(cost.delta()));
    json.put("rho", text(cost.rho()));
    json.put("rho_delta", text(cost.rhoDelta()));
    json.put("content", content);
    return (json + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What {@link #bytes} gave.
   *
   * @throws IOException where it is damaged
   */
  static Published parse(byte[] bytes) throws IOException {
    try {
      JsonNode json = JSON.readTree(bytes);
      Cost cost =
          new Cost(
              number(json, "epsilon"),
              number(json, "delta"),
              number(json, "rho"),
              number(json, "rho_delta"));
      return new Published(
          json.required("digest").textValue(),
          new Spending(
              json.required("report").textValue(), json.required("window_start").longValue(), cost),
          json.required("content").textValue());
    } catch (JsonProcessingException | RuntimeException damaged) {
      throw new IOException("A record of the releases is damaged.");
    }
  }

  /** Exactly: {@code 1/3}. */
  private static String text(Rational number) {
    return number.numerator() + "/" + number.denominator();
  }

  private static Rational number(JsonNode json, String field) {
    String[] parts = json.required(field).textValue().split("/", 2);
    return new Rational(new BigInteger(parts[0]), new BigInteger(parts[1]));
  }
}
