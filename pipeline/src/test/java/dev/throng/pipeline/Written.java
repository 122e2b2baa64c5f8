package dev.throng.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Every file below a run's output folder, whichever store it lies in: bytes by path. Stored events
 * and rejections must be JSON lines.
 */
record Written(SortedMap<String, byte[]> files) {
  private static final String PACKAGE = ".json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What lies below a local folder, which need not be there. */
  static Written in(Path folder) throws IOException {
    TreeMap<String, byte[]> files = new TreeMap<>();
    if (Files.exists(folder)) {
      try (Stream<Path> found = Files.walk(folder)) {
        for (Path file : found.filter(Files::isRegularFile).toList()) {
          files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
        }
      }
    }
    return new Written(files);
  }

  /** What lies below a key's prefix. */
  static Written in(SortedMap<String, byte[]> objects, String prefix) {
    TreeMap<String, byte[]> files = new TreeMap<>();
    objects.forEach(
        (key, bytes) -> {
          if (key.startsWith(prefix)) {
            files.put(key.substring(prefix.length()), bytes);
          }
        });
    return new Written(files);
  }

  /** Released tables: text by path. */
  SortedMap<String, String> aggregates() {
    TreeMap<String, String> tables = new TreeMap<>();
    files.forEach(
        (path, bytes) -> {
          if (path.startsWith("aggregates/") && !path.endsWith(PACKAGE)) {
            tables.put(path, text(bytes));
          }
        });
    return tables;
  }

  /** What describes folders of tables, and the schemas of these: text by path. */
  SortedMap<String, String> packages() {
    TreeMap<String, String> packages = new TreeMap<>();
    files.forEach(
        (path, bytes) -> {
          if (path.startsWith("aggregates/") && path.endsWith(PACKAGE)) {
            packages.put(path, text(bytes));
          }
        });
    return packages;
  }

  /** Stored events, each behind the folder of its day, sorted. */
  List<String> events() {
    return rows("events/", row -> row);
  }

  /** Rejections, sorted. */
  List<String> rejections() {
    return rows("rejected/", row -> row);
  }

  /** Rejections without what depends on how the input lies in files. */
  List<String> rejectionReasons() {
    return rows("rejected/", row -> row.replaceAll(",\"file\":.*", ""));
  }

  /** The manifest's text up to what is never the same twice. */
  String comparableManifest() {
    String whole = text(files.get("run.json"));
    return whole.substring(0, whole.indexOf("\n  \"run\" :"));
  }

  JsonNode manifest() throws IOException {
    return JSON.readTree(files.get("run.json"));
  }

  boolean hasManifest() {
    return files.containsKey("run.json");
  }

  /** What is left in staging areas. */
  List<String> staged() {
    return files.keySet().stream().filter(path -> path.contains(".throng-")).toList();
  }

  private List<String> rows(String folder, UnaryOperator<String> cut) {
    List<String> rows = new ArrayList<>();
    files.forEach(
        (path, bytes) -> {
          if (path.startsWith(folder)) {
            String place = path.substring(folder.length());
            String day = place.substring(0, place.lastIndexOf('/') + 1);
            text(bytes).lines().forEach(row -> rows.add(day + cut.apply(row)));
          }
        });
    Collections.sort(rows);
    return rows;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
