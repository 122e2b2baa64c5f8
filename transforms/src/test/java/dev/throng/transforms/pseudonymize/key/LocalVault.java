package dev.throng.transforms.pseudonymize.key;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** As much of Vault's transit engine as is asked for, written from its description. */
final class LocalVault implements AutoCloseable {
  static final String TOKEN = "hvs.marker-token";
  private static final String VERSION = "vault:v1:";
  private static final JsonFactory JSON = new JsonFactory();

  private final HttpServer server;
  private final Aead key;

  LocalVault() throws GeneralSecurityException, IOException {
    AeadConfig.register();
    key =
        KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM)
            .getPrimitive(RegistryConfiguration.get(), Aead.class);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/transit/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))) {
        exchange.sendResponseHeaders(403, -1);
        return;
      }
      Map<String, String> question = read(exchange.getRequestBody());
      byte[] bound = Base64.getDecoder().decode(question.getOrDefault("associated_data", ""));
      String data =
          switch (exchange.getRequestURI().getPath()) {
            case "/v1/transit/encrypt/throng" ->
                "\"ciphertext\": \""
                    + VERSION
                    + text(key.encrypt(bytes(question, "plaintext"), bound));
            case "/v1/transit/decrypt/throng" ->
                "\"plaintext\": \""
                    + text(
                        key.decrypt(
                            Base64.getDecoder()
                                .decode(
                                    question
                                        .getOrDefault("ciphertext", "")
                                        .substring(VERSION.length())),
                            bound));
            default -> throw new GeneralSecurityException("no such key");
          };
      byte[] body = ("{\"data\": {" + data + "\"}}").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (GeneralSecurityException | RuntimeException e) {
      exchange.sendResponseHeaders(400, -1);
    }
  }

  private static byte[] bytes(Map<String, String> question, String name) {
    return Base64.getDecoder().decode(question.getOrDefault(name, ""));
  }

  private static Map<String, String> read(InputStream body) throws IOException {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser json = JSON.createParser(body)) {
      while (json.nextToken() != null) {
        if (json.hasToken(JsonToken.VALUE_STRING)) {
          fields.put(json.currentName(), json.getText());
        }
      }
    }
    return fields;
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** The address of one of its keys. */
  String address(String name) {
    return "hcvault://127.0.0.1:" + server.getAddress().getPort() + "/transit/keys/" + name;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
