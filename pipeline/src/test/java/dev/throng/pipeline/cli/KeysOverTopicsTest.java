package dev.throng.pipeline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.SetMultimap;
import com.google.common.collect.TreeMultimap;
import dev.throng.pipeline.stream.Broker;
import dev.throng.pipeline.stream.StreamProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keys change under a job over topics while it runs, and what it rejects is sealed: processes of
 * their own, as people run them. Hours are decided by the events that follow, not by the clock.
 */
class KeysOverTopicsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ANNA = "device-of-anna-4711";
  private static final String BERT = "device-of-bert-4712";

  @TempDir Path folder;
  private final Shell shell = new Shell(ANNA, BERT);
  private final Instant now = Instant.now();

  @Test
  void theMasterKeyIsReplacedWhileEventsComeAndWhatIsRejectedIsSealed() throws Exception {
    try (Broker broker = Broker.start(folder.resolve("broker"))) {
      broker.topic("events", 1);
      broker.topic("consent", 1);
      String job =
          job(
              "job",
              "kafka: {bootstrap: \""
                  + broker.address()
                  + "\", topic: events,"
                  + " disorder: 0s, idle: 30m}",
              "-3d",
              broker);
      assertEquals(0, shell.throng("keys", "create", job), shell::err);
      Path opens = folder.resolve("safe/private.key");
      assertEquals(0, shell.throng("keys", "seal", job, "--private", opens.toString()), shell::err);
      String master = Files.readString(folder.resolve("master.key"));
      try (StreamProcess stream =
          StreamProcess.start(
              Path.of(job), "--checkpointingInterval=2000", "--minPauseBetweenCheckpoints=1000")) {
        send(broker, event(ANNA, 30), event(ANNA, 28));
        stream.await("the first hour", () -> rows().size() == 1);
        assertEquals(0, Killing.start("keys", "rotate", job).waitFor());
        send(broker, event(ANNA, 26));
        stream.await("the second hour", () -> rows().size() == 2);
        assertEquals(0, Killing.start("keys", "rotate", job).waitFor());
        assertNotEquals(master, Files.readString(folder.resolve("master.key")));
        // The key of another day is opened by who started under another master key.
        send(broker, event(ANNA, 2));
        stream.await("the third hour", () -> rows().size() == 3);
        send(
            broker,
            event(BERT, 24 * 20),
            ("{\"device\": {\"id\": \"" + BERT + "\"").getBytes(StandardCharsets.UTF_8),
            event(ANNA, 0));
        stream.await(
            "all hours, and rejections", () -> rows().size() == 4 && rejections().size() == 2);
      }
      assertOnePseudonymADay();
      assertEquals(0, shell.throng("subject", "access", job, "--device", ANNA), shell::err);
      assertEquals(4, shell.out().lines().count());
      assertEquals(0, shell.throng("trail", "verify", job), shell::err);

      for (JsonNode rejection : rejections()) {
        assertTrue(rejection.has("sealed"), rejection::toString);
      }
      assertNowhere(BERT, "rejected", "store", "events", "keys", "job.yaml.log");
      String files = job("files", "from: nothing.ndjson", "-400d", null);
      assertEquals(
          0,
          shell.throng("replay", files, "--private", "file:" + opens, "--runner=DirectRunner"),
          shell::err);
      // The event is within what the job over files allows; the other is none to this day.
      assertTrue(shell.out().contains("rejected again: "), shell::out);
      assertEquals(1, rejections().stream().filter(each -> each.has("sealed")).count());
      assertEquals(0, shell.throng("subject", "access", files, "--device", BERT), shell::err);
      assertEquals(1, shell.out().lines().count());
    }
  }

  /** The keys of days stay as they were, whoever wraps them. */
  private void assertOnePseudonymADay() throws IOException {
    SetMultimap<String, String> pseudonyms = TreeMultimap.create();
    for (JsonNode row : rows()) {
      String device = row.path("device").asText();
      pseudonyms.put(device.substring(0, device.indexOf('.')), device);
    }
    assertTrue(pseudonyms.keySet().size() >= 2, pseudonyms::toString);
    for (Collection<String> day : pseudonyms.asMap().values()) {
      assertEquals(1, day.size(), day::toString);
    }
  }

  private String job(String name, String from, String earliest, Broker broker) throws IOException {
    Files.writeString(
        folder.resolve("reports.yaml"),
        """
        reports:
          - {name: all, purpose: statistical, audience: internal, recipient: tests, window: 1h,
             dimensions: [], measures: [events], release: {at_least: 2}}
        """);
    String consent =
        broker == null
            ? ""
            : "consent: {ledger: {bootstrap: \"%s\", topic: consent, disorder: 0s, idle: 1s}, grace: 1s}"
                .formatted(broker.address());
    Path file = folder.resolve(name + ".yaml");
    Files.writeString(
        file,
        """
        name: keys
        events:
          format: throng-json
          %s
        %s
        keys: {keyring: keys, master: "file:master.key", epoch: day}
        reports: reports.yaml
        output:
          events: {to: events, format: jsonl}
          aggregates: [{to: %s, format: csv}]
          rejected: {to: rejected, seal: public.key}
          manifest: %s-run.json
        limits: {rejected: 100%%, from: %s, until: +1d}
        """
            .formatted(from, consent, name, name, earliest));
    return file.toString();
  }

  private byte[] event(String device, int hoursAgo) {
    return """
        {"event_type": "page_view", "event_time": "%s", "device": {"id": "%s"},
         "consent": {"statistical": true}}"""
        .formatted(now.minus(Duration.ofHours(hoursAgo)), device)
        .replace("\n", "")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void send(Broker broker, byte[]... events) throws Exception {
    broker.send("events", 1, List.of(events));
  }

  private List<JsonNode> rows() throws IOException {
    return lines("events");
  }

  private List<JsonNode> rejections() throws IOException {
    return lines("rejected");
  }

  private List<JsonNode> lines(String place) throws IOException {
    Path root = folder.resolve(place);
    List<JsonNode> all = new ArrayList<>();
    if (!Files.exists(root)) {
      return all;
    }
    for (Path file : files(root)) {
      if (file.toString().endsWith(".jsonl") && !file.toString().contains("/.")) {
        try {
          for (String line : Files.readAllLines(file)) {
            all.add(JSON.readTree(line));
          }
        } catch (NoSuchFileException replaced) {
          // Looked at again.
        }
      }
    }
    return all;
  }

  private static List<Path> files(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (UncheckedIOException vanished) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void assertNowhere(String secret, String... places) throws IOException {
    for (String place : places) {
      for (Path file : files(folder.resolve(place))) {
        assertFalse(
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(secret),
            file::toString);
      }
    }
  }
}
