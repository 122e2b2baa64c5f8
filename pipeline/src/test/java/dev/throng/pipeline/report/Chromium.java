package dev.throng.pipeline.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A page in headless Chromium, driven by its DevTools protocol. */
final class Chromium implements Closeable {
  private static final long PATIENCE_SECONDS = 120;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final AtomicInteger ids = new AtomicInteger();

  /** What the page complained of: errors of its console, exceptions, what the browser blocked. */
  final List<String> complaints = new CopyOnWriteArrayList<>();

  private Chromium(Process process, URI page) {
    this.process = process;
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(page, new Listener())
            .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .join();
  }

  static boolean isHere() {
    for (String place : System.getenv("PATH").split(File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(place, "chromium"))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Starts it.
   *
   * @param profile a folder of its own that is not there yet
   */
  static Chromium start(Path profile) throws IOException, InterruptedException {
    Files.createDirectories(profile);
    Process process =
        new ProcessBuilder(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--remote-allow-origins=*",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectErrorStream(true)
            .start();
    try {
      String port = port(profile, process);
      HttpResponse<String> tabs =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                      .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      for (JsonNode tab : JSON.readTree(tabs.body())) {
        if (tab.path("type").asText().equals("page")) {
          Chromium chromium =
              new Chromium(process, URI.create(tab.path("webSocketDebuggerUrl").textValue()));
          for (String domain : List.of("Page", "Runtime", "Log")) {
            chromium.ask(domain + ".enable", Map.of());
          }
          return chromium;
        }
      }
      throw new IOException("the browser has no page");
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** The browser writes it into its profile when it listens. */
  private static String port(Path profile, Process process)
      throws IOException, InterruptedException {
    Path file = profile.resolve("DevToolsActivePort");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < end && process.isAlive()) {
      if (Files.exists(file)) {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() > 1) {
          return lines.get(0);
        }
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
    throw new IOException("the browser does not start");
  }

  /** Opens a file in a window of that width, and waits until it says that it is drawn. */
  void open(Path page, int width) {
    ask(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
    ask("Page.navigate", Map.of("url", page.toUri().toString()));
    // The expression is tried in whatever document is there until it is the new one.
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    String drawn =
        "new Promise(done => { const look = () => document.documentElement.dataset.drawn === 'yes'"
            + " || document.querySelector('.error') ? done(location.href) : setTimeout(look, 20);"
            + " look(); })";
    while (System.nanoTime() < end) {
      try {
        if (value(drawn).asText().equals(page.toUri().toString())) {
          return;
        }
      } catch (IllegalStateException navigating) {
        // The document went away under the question.
      }
    }
    throw new IllegalStateException("the page is not drawn");
  }

  /** What an expression of JavaScript comes to; promises are waited for. */
  JsonNode value(String expression) {
    JsonNode answer =
        ask(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(answer.path("exceptionDetails").toString());
    }
    return answer.path("result").path("value");
  }

  /** The whole page as PNG. */
  void picture(Path file) throws IOException {
    JsonNode picture =
        ask("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    Files.write(file, Base64.getDecoder().decode(picture.path("data").textValue()));
  }

  private JsonNode ask(String method, Map<String, Object> parameters) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    asked.put(id, answer);
    ObjectNode question = JSON.createObjectNode().put("id", id).put("method", method);
    question.set("params", JSON.valueToTree(parameters));
    socket.sendText(question.toString(), true).join();
    return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      message.append(part);
      if (last) {
        hear(message.toString());
        message.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }

    private void hear(String text) {
      JsonNode heard;
      try {
        heard = JSON.readTree(text);
      } catch (IOException e) {
        complaints.add("the browser sends what is no JSON");
        return;
      }
      JsonNode said = heard.path("params");
      switch (heard.path("method").asText()) {
        case "Runtime.exceptionThrown" -> complaints.add(said.path("exceptionDetails").toString());
        case "Log.entryAdded" -> complaints.add(said.path("entry").path("text").asText());
        case "Runtime.consoleAPICalled" -> complaints.add(said.path("args").toString());
        default -> {
          CompletableFuture<JsonNode> answer = asked.remove(heard.path("id").asInt());
          if (answer != null) {
            answer.complete(heard.has("error") ? heard : heard.path("result"));
          }
        }
      }
    }
  }
}
