package dev.throng.pipeline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Splitter;
import dev.throng.pipeline.deploy.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code deploy/README.md} names is there, and its commands of Throng are commands. */
class DeployReadmeTest {
  private static final Path DEPLOY = Manifest.ROOT.resolve("deploy");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
  private static final Pattern FILE = Pattern.compile("(?<![\\w/])deploy/[\\w./-]+");
  private static final Pattern SERVICE =
      Pattern.compile("docker compose (?:run --rm --no-deps|exec(?: -T)?) (\\w+)");
  private static final Pattern COMMAND =
      Pattern.compile("(?:\\./|(?<!-U|-n) )throng ([a-z][a-z-]* .*|--version)");
  private static final Pattern ALERT = Pattern.compile("`(Throng[A-Z]\\w+)`");

  private static List<String> all(Pattern pattern) throws IOException {
    List<String> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(Files.readString(DEPLOY.resolve("README.md")));
    while (matcher.find()) {
      found.add(matcher.groupCount() == 0 ? matcher.group() : matcher.group(1));
    }
    assertTrue(found.size() > 1, pattern.pattern());
    return found;
  }

  @Test
  void filesAreThere() throws IOException {
    for (String link : all(LINK)) {
      assertTrue(Files.exists(DEPLOY.resolve(link)), link);
    }
    for (String file : all(FILE)) {
      // The secrets are made by a command.
      boolean made = file.equals("deploy/docker/secrets");
      assertTrue(made || Files.exists(Manifest.ROOT.resolve(file)), file);
    }
  }

  @Test
  void servicesAreThere() throws IOException {
    JsonNode services = Manifest.compose().content().path("services");
    for (String service : all(SERVICE)) {
      assertTrue(services.has(service), service);
    }
  }

  @Test
  void commandsAreCommands() throws IOException {
    int seen = 0;
    for (String line : Files.readAllLines(DEPLOY.resolve("README.md"))) {
      if (!line.startsWith("    ")) {
        continue;
      }
      Matcher matcher = COMMAND.matcher(line);
      if (matcher.find()) {
        String command = matcher.group(1).replaceFirst("\\s*(#|&&).*", "").strip();
        Throng.command().parseArgs(Splitter.on(' ').splitToList(command).toArray(String[]::new));
        seen++;
      }
    }
    assertTrue(seen > 2, "there are commands");
  }

  @Test
  void eachAlarmIsExplained() throws IOException {
    Set<String> alarms = new TreeSet<>();
    Manifest.one("prometheus/alerts.yaml")
        .content()
        .findValues("alert")
        .forEach(alarm -> alarms.add(alarm.asText()));
    assertEquals(alarms, new TreeSet<>(all(ALERT)));
  }
}
