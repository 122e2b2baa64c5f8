package dev.throng.pipeline.consent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What becomes of all events of some circles: by the naive reading, or by a run of the pipeline.
 *
 * @param kept purposes by the code of an event that may serve some
 * @param dropped how many others there are, by reason; those that are rejected are no more than
 *     counted
 * @param ledger how many of its lines are read, unclear and rejected
 */
record Decided(Map<String, Set<String>> kept, Map<String, Long> dropped, Map<String, Long> ledger) {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final String REJECTED = "(rejected)";
  private static final Pattern ROW =
      Pattern.compile("\"purposes\":\\[([^\\]]*)\\].*\"product\":\"([a-z]+)\"");

  /** By the naive reading. */
  static Decided byReading(Setting setting, List<Circle> circles) {
    Map<String, Set<String>> kept = new HashMap<>();
    Map<String, Long> dropped = new TreeMap<>();
    Map<String, Long> lines = counts(0, 0, 0);
    for (Circle circle : circles) {
      Map<Id, List<Said>> ledger = circle.ledger();
      for (Happening event : circle.events()) {
        if (event.time() < Grid.FROM) {
          dropped.merge(REJECTED, 1L, Long::sum);
          continue;
        }
        Outcome outcome = NaiveReading.of(setting, event, ledger);
        if (outcome.reason() == null) {
          kept.put(event.code(), outcome.purposes());
        } else {
          dropped.merge(outcome.reason(), 1L, Long::sum);
        }
      }
      for (LedgerLine line : circle.lines()) {
        lines.merge(
            line.kind() == LedgerLine.Kind.REJECTED ? "facts_rejected" : "facts_read",
            1L,
            Long::sum);
        lines.merge("facts_unclear", line.kind() == LedgerLine.Kind.UNCLEAR ? 1L : 0L, Long::sum);
      }
    }
    return new Decided(kept, dropped, lines);
  }

  /** By a run that wrote into that folder. */
  static Decided byRun(Path out) throws IOException {
    Map<String, Set<String>> kept = new HashMap<>();
    // A run that keeps nothing makes no folder.
    Path events = Files.createDirectories(out.resolve("events"));
    try (Stream<Path> files = Files.walk(events)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        for (String row : Files.readAllLines(file)) {
          add(kept, row);
        }
      }
    }
    JsonNode manifest = JSON.readTree(out.resolve("run.json").toFile());
    if (manifest.path("events_kept").longValue() != kept.size()) {
      throw new IllegalStateException("as many events kept as rows");
    }
    Map<String, Long> dropped = new TreeMap<>();
    manifest
        .path("dropped")
        .properties()
        .forEach(reason -> dropped.put(reason.getKey(), reason.getValue().longValue()));
    for (JsonNode rejected : manifest.path("rejected")) {
      dropped.merge(REJECTED, rejected.longValue(), Long::sum);
    }
    JsonNode ledger = manifest.path("ledger");
    return new Decided(
        kept,
        dropped,
        counts(
            ledger.path("facts_read").asLong(),
            ledger.path("facts_unclear").asLong(),
            ledger.path("facts_rejected").asLong()));
  }

  private static void add(Map<String, Set<String>> kept, String row) {
    Matcher found = ROW.matcher(row);
    if (!found.find()) {
      throw new IllegalStateException("a stored row without purposes or product");
    }
    Set<String> purposes = new TreeSet<>();
    for (String purpose : Source.PURPOSES) {
      if (found.group(1).contains('"' + purpose + '"')) {
        purposes.add(purpose);
      }
    }
    if (kept.put(found.group(2), purposes) != null) {
      throw new IllegalStateException("an event in two rows");
    }
  }

  private static Map<String, Long> counts(long read, long unclear, long rejected) {
    Map<String, Long> counts = new TreeMap<>();
    counts.put("facts_read", read);
    counts.put("facts_unclear", unclear);
    counts.put("facts_rejected", rejected);
    return counts;
  }
}
