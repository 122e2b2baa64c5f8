package dev.throng.pipeline.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Splitter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Describes each folder that a run has put tables as CSV into, those of earlier runs among them, in
 * a {@link DataPackage}.
 *
 * @param layouts the columns of reports, by their names
 * @param windows what the run has released
 */
public record DataPackages(Map<String, Layout> layouts, List<ReportSummary> windows)
    implements Commit.Step {
  private static final String CSV = ".csv";

  /** Copies. */
  public DataPackages {
    layouts = Map.copyOf(layouts);
    windows = List.copyOf(windows);
  }

  private record Folder(String output, String place, Layout layout) {}

  @Override
  public void run(Staging staging) throws IOException {
    Map<Folder, Set<String>> folders = new LinkedHashMap<>();
    for (ReportSummary window : windows) {
      Layout layout = layouts.get(window.report());
      for (WrittenFile file : window.files()) {
        if (layout != null && file.place().endsWith(CSV)) {
          int name = file.place().lastIndexOf('/') + 1;
          String place = file.place().substring(0, name);
          boolean ofReader = place.indexOf('/') < place.lastIndexOf('/');
          folders
              .computeIfAbsent(
                  new Folder(file.output(), place, ofReader ? layout.ofReader() : layout),
                  first -> new TreeSet<>())
              .add(file.place().substring(name));
        }
      }
    }
    for (Map.Entry<Folder, Set<String>> folder : folders.entrySet()) {
      write(staging, folder.getKey(), folder.getValue());
    }
  }

  private static void write(Staging staging, Folder folder, Set<String> own) throws IOException {
    Map<String, MatchResult.Metadata> found = files(folder.output(), folder.place());
    // What an earlier run said of its files saves reading them.
    MatchResult.Metadata standing = found.get(DataPackage.NAME);
    Map<String, JsonNode> known = standing == null ? Map.of() : known(standing);
    DataPackage described = new DataPackage(folder.layout());
    for (Map.Entry<String, MatchResult.Metadata> file : found.entrySet()) {
      String name = file.getKey();
      long bytes = file.getValue().sizeBytes();
      JsonNode schema = known.get(name);
      if (own.contains(name)) {
        described.add(name, bytes, described.schemaName());
      } else if (schema != null) {
        described.add(name, bytes, schema);
      } else if (name.endsWith(CSV)) {
        List<String> columns = header(file.getValue());
        String schemaName = DataPackage.schemaName(columns);
        if (schemaName.equals(described.schemaName()) || found.containsKey(schemaName)) {
          described.add(name, bytes, schemaName);
        } else {
          described.add(name, bytes, columns);
        }
      }
    }
    // First, so that no package names a schema that is not there.
    PlacedFile.write(
        staging, folder.output(), folder.place() + described.schemaName(), described.schema());
    PlacedFile.write(
        staging, folder.output(), folder.place() + DataPackage.NAME, described.bytes());
  }

  /**
   * Takes windows out of a folder's package that are not there any more, and what describes tables
   * with the last of them. A folder without a package stays without.
   *
   * @param folder anything that Beam's {@code FileSystems} know
   * @throws IOException where the store fails
   */
  public static void forgetDeleted(String folder) throws IOException {
    Map<String, MatchResult.Metadata> found = files(folder, "");
    MatchResult.Metadata standing = found.get(DataPackage.NAME);
    if (standing == null) {
      return;
    }
    Optional<byte[]> rest;
    try (InputStream in = read(standing)) {
      rest = DataPackage.without(in.readAllBytes(), file -> !found.containsKey(file));
    }
    if (rest.isPresent()) {
      Staging staging = Staging.ofNewRun();
      PlacedFile.write(staging, folder, DataPackage.NAME, rest.orElseThrow());
      staging.remove(folder);
      return;
    }
    List<ResourceId> describing =
        found.entrySet().stream()
            .filter(file -> DataPackage.isPart(file.getKey()))
            .map(file -> file.getValue().resourceId())
            .toList();
    FileSystems.delete(describing, StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  private static Map<String, MatchResult.Metadata> files(String output, String place)
      throws IOException {
    Map<String, MatchResult.Metadata> found = new TreeMap<>();
    for (MatchResult.Metadata file : Staging.find(output, place + "*")) {
      found.put(String.valueOf(file.resourceId().getFilename()), file);
    }
    return found;
  }

  private static Map<String, JsonNode> known(MatchResult.Metadata standing) throws IOException {
    try (InputStream in = read(standing)) {
      return DataPackage.schemas(in.readAllBytes());
    }
  }

  private static InputStream read(MatchResult.Metadata file) throws IOException {
    return Channels.newInputStream(FileSystems.open(file.resourceId()));
  }

  private static List<String> header(MatchResult.Metadata file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(read(file), StandardCharsets.UTF_8))) {
      String header = lines.readLine();
      return header == null ? List.of() : Splitter.on(',').splitToList(header);
    }
  }
}
