package dev.throng.transforms.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.schemas.PrivacyClass;
import dev.throng.schemas.Reach;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MappingPageTest {

  @ParameterizedTest
  @EnumSource
  void theCommittedPageIsCurrent(Format format) throws IOException {
    String file = format.label() + ".md";
    Path made = Path.of("target/formats", file);
    Files.createDirectories(made.getParent());
    Files.writeString(made, MappingPage.of(format));
    Path committed = Path.of("formats", file);
    assertEquals(
        Files.readString(made),
        Files.exists(committed) ? Files.readString(committed) : "",
        "cp transforms/target/formats/*.md transforms/formats");
  }

  /** What serves a field is of the field's class, and nothing that names a person serves one. */
  @ParameterizedTest
  @EnumSource
  void everyRowSaysWhatItIs(Format format) {
    for (Mapping.Row row : format.mapping().rows()) {
      for (String target : row.targets()) {
        assertTrue(EventField.paths().contains(target), row.source());
      }
      assertTrue(row.targets().isEmpty() || row.privacy().reach() != Reach.NOWHERE, row.source());
      assertTrue(PrivacyClass.of(row.privacy().label()).isPresent());
      assertTrue(
          MappingPage.of(format).contains("\n| `" + row.source().replace("|", "\\|") + "` |"),
          row.source());
    }
  }
}
