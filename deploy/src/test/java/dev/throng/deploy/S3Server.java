package dev.throng.deploy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A server of Amazon's protocol in a process of its own on this machine, with one bucket. */
final class S3Server implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofMinutes(3);
  private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final String address;
  private final String bucket;

  private S3Server(Process process, String address, String bucket) {
    this.process = process;
    this.address = address;
    this.bucket = bucket;
  }

  /** Starts it in a folder, which takes its files, and waits until it answers. */
  static S3Server start(Path folder, String bucket) throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Process process =
        new ProcessBuilder(
                Java.command(
                    "-Xmx256m",
                    "-Djava.io.tmpdir=" + folder,
                    "-jar",
                    jar(),
                    "--server.port=0",
                    "--server.address=127.0.0.1",
                    "--com.adobe.testing.s3mock.httpPort=" + port,
                    "--com.adobe.testing.s3mock.domain.initialBuckets=" + bucket))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.log").toFile())
            .start();
    S3Server server = new S3Server(process, "http://127.0.0.1:" + port, bucket);
    server.await(folder);
    return server;
  }

  /** Maven puts it on the class path, where it does nothing. */
  private static String jar() {
    String path = System.getProperty("java.class.path");
    return Arrays.stream(path.split(Pattern.quote(System.getProperty("path.separator")), -1))
        .filter(entry -> Path.of(entry).getFileName().toString().startsWith("s3mock-"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no server of S3 on the class path"));
  }

  private void await(Path folder) throws IOException, InterruptedException {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (true) {
      try {
        keys();
        return;
      } catch (ConnectException notYet) {
        if (System.nanoTime() > end || !process.isAlive()) {
          close();
          throw new IOException("the server does not answer; see " + folder, notYet);
        }
        // It tells nobody that it is there.
        process.waitFor(200, java.util.concurrent.TimeUnit.MILLISECONDS);
      }
    }
  }

  /** What {@code --endpoint} takes. */
  String address() {
    return address;
  }

  void put(String key, String content) throws IOException, InterruptedException {
    send(at(key).PUT(BodyPublishers.ofString(content)));
  }

  String get(String key) throws IOException, InterruptedException {
    return send(at(key));
  }

  /** The keys of all objects, in their order. */
  List<String> keys() throws IOException, InterruptedException {
    return KEY.matcher(send(at("?list-type=2")))
        .results()
        .map(found -> found.group(1))
        .sorted()
        .toList();
  }

  private HttpRequest.Builder at(String key) {
    return HttpRequest.newBuilder(URI.create(address + "/" + bucket + "/" + key));
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    var response = http.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(request.build().uri() + " answers " + response.statusCode());
    }
    return response.body();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
