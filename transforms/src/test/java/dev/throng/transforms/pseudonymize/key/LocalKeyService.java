package dev.throng.transforms.pseudonymize.key;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.KmsClient;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/** A key management service over HTTP on this machine, and Tink's client for it. */
final class LocalKeyService implements AutoCloseable {
  private static final String SCHEME = "local-kms://";

  private final HttpServer server;
  private final AtomicInteger requests = new AtomicInteger();

  LocalKeyService() throws GeneralSecurityException, IOException {
    AeadConfig.register();
    Aead key =
        KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM)
            .getPrimitive(RegistryConfiguration.get(), Aead.class);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          byte[] body = exchange.getRequestBody().readAllBytes();
          byte[] bound = Base64.getDecoder().decode(exchange.getRequestHeaders().getFirst("Bound"));
          try {
            byte[] answer =
                exchange.getRequestURI().getPath().equals("/encrypt")
                    ? key.encrypt(body, bound)
                    : key.decrypt(body, bound);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
          } catch (GeneralSecurityException e) {
            exchange.sendResponseHeaders(400, -1);
          }
          exchange.close();
        });
    server.start();
  }

  String address() {
    return SCHEME + "127.0.0.1:" + server.getAddress().getPort();
  }

  int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** Found on the class path as those of the clouds are. */
  public static final class Client implements KmsClient {
    @Override
    public boolean doesSupport(String address) {
      return address.startsWith(SCHEME);
    }

    @Override
    public KmsClient withCredentials(String path) {
      return this;
    }

    @Override
    public KmsClient withDefaultCredentials() {
      return this;
    }

    @Override
    public Aead getAead(String address) {
      String host = address.substring(SCHEME.length());
      return new Aead() {
        @Override
        public byte[] encrypt(byte[] plain, byte[] bound) throws GeneralSecurityException {
          return ask(host, "encrypt", plain, bound);
        }

        @Override
        public byte[] decrypt(byte[] sealed, byte[] bound) throws GeneralSecurityException {
          return ask(host, "decrypt", sealed, bound);
        }
      };
    }

    private static byte[] ask(String host, String what, byte[] body, byte[] bound)
        throws GeneralSecurityException {
      try {
        HttpResponse<byte[]> answer =
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(URI.create("http://" + host + "/" + what))
                        .header("Bound", Base64.getEncoder().encodeToString(bound))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
          throw new GeneralSecurityException("refused");
        }
        return answer.body();
      } catch (IOException e) {
        throw new GeneralSecurityException("the service does not answer");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new GeneralSecurityException("interrupted");
      }
    }
  }
}
