package dev.throng.pipeline.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.base.Splitter;
import com.google.common.hash.Hashing;
import com.google.common.io.ByteSource;
import com.google.common.io.MoreFiles;
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
    SortedMap<String, ByteSource> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(root)) {
      found
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .forEach(
              file ->
                  files.put(
                      root.relativize(file).toString().replace('\\', '/'),
                      MoreFiles.asByteSource(file)));
    }
    Path whole = root.toAbsolutePath().normalize();
    Path beside = whole.resolveSibling(MANIFEST);
    if (files.keySet().stream().noneMatch(place -> nameOf(place).equals(MANIFEST))
        && Files.isRegularFile(beside)) {
      files.put("../" + MANIFEST, MoreFiles.asByteSource(beside));
    }
    return of(root.toString(), String.valueOf(whole.getFileName()), files);
  }

  /**
   * Reads files wherever they lie.
   *
   * @param folder what holds them, for people
   * @param name what a table is called that lies in no folder below it
   * @param files by their places, with {@code /}
   * @throws FileNotFoundException if none of them is a table as CSV
   */
  static ResultFolder of(String folder, String name, SortedMap<String, ByteSource> files)
      throws IOException {
    TreeMap<String, List<WindowTable>> tables = new TreeMap<>();
    List<WindowTable> counts = new ArrayList<>();
    TreeMap<String, JsonNode> manifests = new TreeMap<>();
    int others = 0;
    for (Map.Entry<String, ByteSource> file : files.entrySet()) {
      String place = file.getKey();
      if (nameOf(place).equals(MANIFEST)) {
        manifest(file.getValue().read(), place, manifests);
      } else if (place.endsWith(CSV)) {
        WindowTable table = table(file.getValue().read(), nameOf(place));
        String report = report(place, name);
        if (table == null) {
          others++;
        } else if (report.endsWith(COUNTS)) {
          counts.add(table);
        } else {
          tables.computeIfAbsent(report, key -> new ArrayList<>()).add(table);
        }
      } else if (place.matches(".*\\.(?:parquet|avro|jsonl)")) {
        others++;
      }
    }
    if (tables.isEmpty()) {
      throw new FileNotFoundException(
          folder + " holds no table as CSV: name a folder of aggregates whose format is csv");
    }
    tables.values().forEach(list -> list.sort((a, b) -> a.start().compareTo(b.start())));
    return new ResultFolder(tables, counts, manifests, others);
  }

  /** Whether any table is grouped by that. */
  boolean hasDimension(String name) {
    return tables.values().stream()
        .anyMatch(windows -> windows.stream().anyMatch(table -> table.dimensions().contains(name)));
  }

  private static @Nullable WindowTable table(byte[] bytes, String name) {
    return WindowTable.of(
        name.substring(0, name.length() - CSV.length()),
        new String(bytes, StandardCharsets.UTF_8),
        Hashing.sha256().hashBytes(bytes).toString());
  }

  private static void manifest(byte[] bytes, String place, Map<String, JsonNode> manifests)
      throws IOException {
    try {
      JsonNode manifest = JsonMapper.builder().build().readTree(bytes);
      if (manifest.has("records_read")) {
        manifests.put(place, manifest);
      }
    } catch (JsonProcessingException other) {
      // Whatever else has that name is no manifest.
    }
  }

  private static String nameOf(String place) {
    return place.substring(place.lastIndexOf('/') + 1);
  }

  /** A report by the folders that lead to it, without the one that every job has. */
  private static String report(String place, String otherwise) {
    List<String> steps = new ArrayList<>(Splitter.on('/').splitToList(place));
    steps.remove(steps.size() - 1);
    steps.removeIf(AGGREGATES::equals);
    return steps.isEmpty() ? otherwise : String.join("/", steps);
  }
}
