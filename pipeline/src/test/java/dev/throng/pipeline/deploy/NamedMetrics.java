package dev.throng.pipeline.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The metrics that alerts and the operations dashboards look at. */
public final class NamedMetrics {
  private static final Pattern NAME = Pattern.compile("\\bflink_[A-Za-z0-9_]+");
  private static final Pattern STEP = Pattern.compile("operator_name=~\"([^\"]*)\"");
  private static final Path DEPLOY = Manifest.ROOT.resolve("deploy");

  private NamedMetrics() {}

  /** Those that Flink reports. */
  public static Set<String> ofFlink() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String expression : expressions()) {
      Matcher matcher = NAME.matcher(expression);
      while (matcher.find()) {
        names.add(matcher.group());
      }
    }
    return names;
  }

  /** The patterns of names of steps, of which each alternative must be that of a step. */
  public static Set<String> steps() throws IOException {
    Set<String> patterns = new TreeSet<>();
    for (String expression : expressions()) {
      Matcher matcher = STEP.matcher(expression);
      while (matcher.find()) {
        patterns.addAll(Splitter.on('|').splitToList(matcher.group(1)));
      }
    }
    return patterns;
  }

  /** All expressions of alerts and dashboards. */
  static List<String> expressions() throws IOException {
    List<String> all = new ArrayList<>();
    for (JsonNode rule : Manifest.one("prometheus/alerts.yaml").content().findValues("expr")) {
      all.add(rule.asText());
    }
    for (Path file : dashboards()) {
      for (JsonNode expression : new ObjectMapper().readTree(file.toFile()).findValues("expr")) {
        all.add(expression.asText());
      }
    }
    return all;
  }

  /** The dashboards of whoever operates it. */
  static List<Path> dashboards() throws IOException {
    try (Stream<Path> files = Files.list(DEPLOY.resolve("grafana/dashboards"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("operations-"))
          .sorted()
          .toList();
    }
  }
}
