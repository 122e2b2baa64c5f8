package dev.throng.schemas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;

/** Reads the nouns from their files. */
final class SchemaFiles {

  private SchemaFiles() {}

  /**
   * The schema of every {@code .avsc} file right in {@code folder}, by simple name; files may refer
   * to each other in any order.
   */
  static SortedMap<String, Schema> nouns(Path folder) throws IOException {
    SchemaParser parser = new SchemaParser();
    List<SchemaParser.ParseResult> results = new ArrayList<>();
    for (Path file : list(folder)) {
      results.add(parser.parse(file));
    }
    SortedMap<String, Schema> nouns = new TreeMap<>();
    for (SchemaParser.ParseResult result : results) {
      Schema schema = result.mainSchema();
      nouns.put(schema.getName(), schema);
    }
    return nouns;
  }

  /** The {@code .avsc} files right in {@code folder}, by name. */
  static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".avsc")).sorted().toList();
    }
  }
}
