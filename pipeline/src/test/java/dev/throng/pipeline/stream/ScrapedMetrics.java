package dev.throng.pipeline.stream;

import dev.throng.pipeline.FreePorts;
import dev.throng.pipeline.deploy.NamedMetrics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Prometheus gets from a cluster on this machine, where each process has a port of its own.
 */
final class ScrapedMetrics {
  private static final int PROCESSES = 4;
  private static final String OURS = "flink_taskmanager_job_task_operator_throng_";
  private static final Pattern END = Pattern.compile("[{ ]");
  private static final Pattern STEP = Pattern.compile("operator_name=\"([^\"]*)\"");

  private final HttpClient client = HttpClient.newHttpClient();
  private final int first = FreePorts.first(PROCESSES);

  /** Lines of Flink's configuration, the same as in the manifests but for the port. */
  String settings() {
    return """
        metrics.reporter.prometheus.factory.class: org.apache.flink.metrics.prometheus.PrometheusReporterFactory
        metrics.reporter.prometheus.port: %d-%d
        state.backend.rocksdb.metrics.estimate-live-data-size: true
        """
        .formatted(first, first + PROCESSES - 1);
  }

  /** The names that alerts and dashboards look at, and that nobody reports. */
  Set<String> missing() throws IOException, InterruptedException {
    Set<String> missing = new TreeSet<>(NamedMetrics.ofFlink());
    missing.removeAll(names());
    return missing;
  }

  private Set<String> names() throws InterruptedException {
    return text()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> END.split(line, 2)[0])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What alerts and dashboards look for among the names of steps, and no step is called. */
  Set<String> unmatched() throws IOException, InterruptedException {
    Set<String> steps = new TreeSet<>();
    for (String line : text().lines().toList()) {
      Matcher step = STEP.matcher(line);
      if (step.find()) {
        steps.add(step.group(1));
      }
    }
    Set<String> unmatched = new TreeSet<>();
    for (String pattern : NamedMetrics.steps()) {
      if (steps.stream().noneMatch(step -> step.matches(pattern))) {
        unmatched.add(pattern);
      }
    }
    return unmatched;
  }

  /** The sum of one of Throng's own over all tasks. */
  double sum(String name) throws InterruptedException {
    return text()
        .lines()
        .filter(line -> line.startsWith(OURS + name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  /** Ids of people that stand in names or labels. */
  List<String> whatIsIn(TopicInputs inputs) throws InterruptedException {
    String text = text();
    return inputs.ids().stream().filter(text::contains).toList();
  }

  private String text() throws InterruptedException {
    StringBuilder all = new StringBuilder();
    for (int port = first; port < first + PROCESSES; port++) {
      try {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics")).build();
        all.append(
            client
                .send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                .body());
      } catch (IOException nobody) {
        // There are fewer processes than ports.
      }
    }
    return all.toString();
  }
}
