package dev.throng.schemas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.SchemaParser;

/**
 * The versions that every noun ever had, as {@code <Noun>.v<number>.avsc}, each whole in itself.
 * The nouns that live in memory only are kept too: readers of foreign Avro files, of state and of
 * sealed rejections resolve to them.
 */
public final class SchemaHistory {

  private static final Pattern FILE = Pattern.compile("([A-Za-z]+)\\.v([1-9][0-9]*)\\.avsc");

  private final SortedMap<String, SortedMap<Integer, Schema>> versions;

  private SchemaHistory(SortedMap<String, SortedMap<Integer, Schema>> versions) {
    this.versions = versions;
  }

  /**
   * Reads a folder of versions.
   *
   * @throws IllegalStateException if a file is not named as a version
   */
  static SchemaHistory read(Path folder) throws IOException {
    SortedMap<String, SortedMap<Integer, Schema>> versions = new TreeMap<>();
    for (Path file : SchemaFiles.list(folder)) {
      Matcher name = FILE.matcher(file.getFileName().toString());
      if (!name.matches()) {
        throw new IllegalStateException(file + " is not named <Noun>.v<number>.avsc.");
      }
      versions
          .computeIfAbsent(name.group(1), noun -> new TreeMap<>())
          .put(Integer.valueOf(name.group(2)), new SchemaParser().parse(file).mainSchema());
    }
    return new SchemaHistory(versions);
  }

  /** Every version of a noun, the oldest first. */
  SortedMap<Integer, Schema> of(String noun) {
    return versions.getOrDefault(noun, new TreeMap<>());
  }

  /**
   * What is wrong with a noun as it stands now, a sentence each: its last version is another schema
   * (docs aside), or it cannot read what an older version wrote.
   */
  List<String> faults(Schema noun) {
    List<String> faults = new ArrayList<>();
    if (!isRecorded(noun)) {
      faults.add(noun.getName() + " differs from its last version in the history.");
    }
    for (Map.Entry<Integer, Schema> old : of(noun.getName()).entrySet()) {
      SchemaPairCompatibility pair =
          SchemaCompatibility.checkReaderWriterCompatibility(noun, old.getValue());
      for (Incompatibility fault : pair.getResult().getIncompatibilities()) {
        faults.add(
            "%s cannot read its version %d: %s at %s."
                .formatted(noun.getName(), old.getKey(), fault.getType(), fault.getLocation()));
      }
    }
    return List.copyOf(faults);
  }

  private boolean isRecorded(Schema noun) {
    SortedMap<Integer, Schema> known = of(noun.getName());
    return !known.isEmpty() && known.get(known.lastKey()).equals(noun);
  }

  /** Writes a new version of every noun that has changed: the folder of the schemas, of history. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    SchemaHistory history = read(Files.createDirectories(folder));
    for (Schema noun : SchemaFiles.nouns(Path.of(arguments[0])).values()) {
      if (!history.isRecorded(noun)) {
        SortedMap<Integer, Schema> known = history.of(noun.getName());
        int next = known.isEmpty() ? 1 : known.lastKey() + 1;
        Path file = folder.resolve(noun.getName() + ".v" + next + ".avsc");
        Files.writeString(file, SchemaFormatter.format("json/pretty", noun) + "\n");
      }
    }
  }
}
