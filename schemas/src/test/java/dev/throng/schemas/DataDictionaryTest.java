package dev.throng.schemas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedMap;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class DataDictionaryTest {
  private static final Path NOUNS = Path.of("src/main/avro");

  @Test
  void theCommittedPageIsCurrent() throws IOException {
    assertEquals(
        DataDictionary.page(SchemaFiles.nouns(NOUNS)),
        Files.readString(Path.of("DATA-DICTIONARY.md")),
        "run ./mvnw -q -pl schemas compile exec:java@dictionary");
  }

  @Test
  void everyFieldHasARow() throws IOException {
    SortedMap<String, Schema> nouns = SchemaFiles.nouns(NOUNS);
    String page = DataDictionary.page(nouns);
    for (Schema noun : nouns.values()) {
      String[] parts = page.split("\n## " + noun.getName() + "\n", -1);
      assertEquals(2, parts.length, noun.getName());
      String section = parts[1].split("\n## ", 2)[0];
      for (Schema.Field field : noun.getFields()) {
        assertTrue(
            Arrays.stream(section.split("\n"))
                .anyMatch(line -> line.startsWith("| " + field.name() + " |")),
            noun.getName() + "." + field.name());
      }
    }
  }

  @Test
  void rowsSayTypeClassAndOrigin() throws IOException {
    String page = DataDictionary.page(SchemaFiles.nouns(NOUNS));
    assertTrue(
        page.contains(
            "\n| network_ip | string? | ip_address | `network.ip` |"
                + " Address of the connection (P3). |\n"));
    assertTrue(page.contains("\n| measures | list of string? | statistic | |"));
    assertTrue(page.contains("\n| client_hints | map of string? | user_agent | `client_hints` |"));
  }
}
