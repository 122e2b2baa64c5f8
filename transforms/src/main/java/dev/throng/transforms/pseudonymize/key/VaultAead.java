package dev.throng.transforms.pseudonymize.key;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.crypto.tink.Aead;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;

/**
 * A key of Vault's transit engine, which never leaves it: plaintexts go there over HTTP and come
 * back sealed, and the other way round. What fails tells nothing of the answer.
 */
final class VaultAead implements Aead {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final JsonFactory JSON = new JsonFactory();

  private final URI engine;
  private final String key;
  private final String token;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  /**
   * A key of an engine.
   *
   * @param engine with a slash at its end
   */
  VaultAead(URI engine, String key, String token) {
    this.engine = engine;
    this.key = key;
    this.token = token;
  }

  @Override
  public byte[] encrypt(byte[] plain, byte[] bound) throws GeneralSecurityException {
    String sealed = ask("encrypt", "plaintext", base64(plain), bound, "ciphertext");
    return sealed.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] decrypt(byte[] sealed, byte[] bound) throws GeneralSecurityException {
    String text = new String(sealed, StandardCharsets.UTF_8);
    try {
      return Base64.getDecoder().decode(ask("decrypt", "ciphertext", text, bound, "plaintext"));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("Vault's answer is not understood");
    }
  }

  private String ask(String what, String name, String content, byte[] bound, String answers)
      throws GeneralSecurityException {
    try {
      HttpResponse<byte[]> answer =
          client.send(
              HttpRequest.newBuilder(engine.resolve(what + "/" + key))
                  .timeout(ANSWER)
                  .header("X-Vault-Token", token)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(question(name, content, bound)))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new GeneralSecurityException("Vault answers with " + answer.statusCode());
      }
      return answer(answer.body(), "/data/" + answers);
    } catch (IOException e) {
      throw new GeneralSecurityException("Vault does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GeneralSecurityException("interrupted");
    }
  }

  private static byte[] question(String name, String content, byte[] bound) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField(name, content);
      if (bound.length > 0) {
        json.writeStringField("associated_data", base64(bound));
      }
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static String answer(byte[] body, String place)
      throws IOException, GeneralSecurityException {
    try (JsonParser json = JSON.createParser(body)) {
      while (json.nextToken() != null) {
        if (json.hasToken(JsonToken.VALUE_STRING)
            && json.getParsingContext().pathAsPointer().toString().equals(place)) {
          return json.getText();
        }
      }
    }
    throw new GeneralSecurityException("Vault's answer is not understood");
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
