package dev.throng.pipeline.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.hash.Hashing;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What lies in a folder of aggregates, or in one that holds such folders.
 *
 * @param tables the windows of each report, by its place; in the order of their starts
 * @param counts hourly counts of records that a streaming job wrote
 * @param manifests by the file's place
 * @param others how many files could not be shown, for they are no tables as CSV
 */
record ResultFolder(
    SortedMap<String, List<WindowTable>> tables,
    List<WindowTable> counts,
    SortedMap<String, JsonNode> manifests,
    int others) {
  private static final String CSV = ".csv";
  private static final String MANIFEST = "run.json";
  private static final String COUNTS = "_counts";
  private static final String AGGREGATES = "aggregates";

  /**
   * Reads all below a local folder; links in it are not followed. A manifest beside it counts, too.
   *
   * @throws FileNotFoundException if it is none, or holds no table as CSV
   */
  static ResultFolder read(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new FileNotFoundException(
          root + " is no folder: name the one that a job writes its aggregates to");
    }
    List<Path> files;
    try (Stream<Path> found = Files.walk(root)) {
      files =
          found
              .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
              .sorted()
              .toList();
    }
    TreeMap<String, List<WindowTable>> tables = new TreeMap<>();
    List<WindowTable> counts = new ArrayList<>();
    TreeMap<String, JsonNode> manifests = new TreeMap<>();
    int others = 0;
    for (Path file : files) {
      String name = file.getFileName().toString();
      if (name.equals(MANIFEST)) {
        manifest(file, root.relativize(file).toString(), manifests);
      } else if (name.endsWith(CSV)) {
        WindowTable table = table(file, name);
        if (table == null) {
          others++;
        } else if (place(root, file).endsWith(COUNTS)) {
          counts.add(table);
        } else {
          tables.computeIfAbsent(place(root, file), key -> new ArrayList<>()).add(table);
        }
      } else if (name.matches(".*\\.(?:parquet|avro|jsonl)")) {
        others++;
      }
    }
    if (tables.isEmpty()) {
      throw new FileNotFoundException(
          root + " holds no table as CSV: name a folder of aggregates whose format is csv");
    }
    Path beside = root.toAbsolutePath().normalize().resolveSibling(MANIFEST);
    if (manifests.isEmpty() && Files.isRegularFile(beside)) {
      manifest(beside, "../" + MANIFEST, manifests);
    }
    tables.values().forEach(list -> list.sort((a, b) -> a.start().compareTo(b.start())));
    return new ResultFolder(tables, counts, manifests, others);
  }

  private static @Nullable WindowTable table(Path file, String name) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return WindowTable.of(
        name.substring(0, name.length() - CSV.length()),
        new String(bytes, StandardCharsets.UTF_8),
        Hashing.sha256().hashBytes(bytes).toString());
  }

  private static void manifest(Path file, String place, Map<String, JsonNode> manifests)
      throws IOException {
    try {
      JsonNode manifest = JsonMapper.builder().build().readTree(file.toFile());
      if (manifest.has("records_read")) {
        manifests.put(place.replace('\\', '/'), manifest);
      }
    } catch (JsonProcessingException other) {
      // Whatever else has that name is no manifest.
    }
  }

  /** A report by the folders that lead to it, without the one that every job has. */
  private static String place(Path root, Path file) {
    List<String> steps = new ArrayList<>();
    root.relativize(file).forEach(step -> steps.add(step.toString()));
    steps.remove(steps.size() - 1);
    steps.removeIf(AGGREGATES::equals);
    return steps.isEmpty()
        ? root.toAbsolutePath().normalize().getFileName().toString()
        : String.join("/", steps);
  }
}
