package dev.throng.deploy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of Amazon's protocol in a process of its own on this machine, with one bucket. */
final class S3Server implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofMinutes(3);
  private static final Pattern PORT =
      Pattern.compile("Jetty started on port.* (\\d+) \\(http/1.1\\)");
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
    Path log = folder.resolve("server.log");
    Process process =
        new ProcessBuilder(
                Java.command(
                    "-Xmx256m",
                    "-Djava.io.tmpdir=" + folder,
                    "-jar",
                    jar(),
                    "--server.port=0",
                    "--server.address=127.0.0.1",
                    "--com.adobe.testing.s3mock.httpPort=0",
                    "--com.adobe.testing.s3mock.domain.initialBuckets=" + bucket))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new S3Server(process, "http://127.0.0.1:" + port(process, log), bucket);
  }

  /** Maven puts it on the class path, where it does nothing. */
  private static String jar() {
    String path = System.getProperty("java.class.path");
    return Arrays.stream(path.split(Pattern.quote(System.getProperty("path.separator")), -1))
        .filter(entry -> Path.of(entry).getFileName().toString().startsWith("s3mock-"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no server of S3 on the class path"));
  }

  /** The port that the system gave to it; it tells that in its log, when it listens there. */
  private static String port(Process process, Path log) throws IOException, InterruptedException {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (true) {
      Matcher told = PORT.matcher(Files.readString(log));
      if (told.find()) {
        return told.group(1);
      }
      if (System.nanoTime() > end || !process.isAlive()) {
        process.destroyForcibly();
        throw new IOException("the server does not listen:\n" + Files.readString(log));
      }
      process.waitFor(200, TimeUnit.MILLISECONDS);
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
