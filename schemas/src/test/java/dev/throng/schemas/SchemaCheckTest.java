package dev.throng.schemas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaCheckTest {
  private static final Path NOUNS = Path.of("src/main/avro");

  @Test
  void everyNounIsInOrder() throws IOException {
    SortedMap<String, Schema> nouns = SchemaFiles.nouns(NOUNS);
    assertEquals(SchemaFiles.list(NOUNS).size(), nouns.size());
    for (Schema noun : nouns.values()) {
      assertEquals(List.of(), SchemaCheck.faults(noun));
    }
  }

  @Test
  void missingClass() throws IOException {
    assertEquals(List.of("Broken.bad has no privacy class."), faults("missing-class"));
  }

  @Test
  void unknownClass() throws IOException {
    assertEquals(
        List.of("Broken.bad has the unknown privacy class harmless."), faults("unknown-class"));
  }

  @Test
  void leavesAtAnyDepth() throws IOException {
    assertEquals(
        List.of(
            "Broken.inner.in_record has no privacy class.",
            "Broken.list.in_list has no privacy class.",
            "Broken.map has no privacy class.",
            "Broken.map.in_map has no privacy class.",
            "Broken.union has no privacy class.",
            "Broken.union.in_union has no privacy class.",
            "Broken.numbers has no privacy class."),
        faults("nested"));
  }

  @Test
  void classThatMayNotGoSoFar() throws IOException {
    assertEquals(
        List.of(
            "Broken.address is ip_address, which may not go as far as stored.",
            "Broken.person is standing_hash, which may not go as far as stored."),
        faults("too-far"));
  }

  @Test
  void nounWithoutHomeAndFieldWithoutDoc() throws IOException {
    assertEquals(
        List.of(
            "Broken does not say where it lives: memory, shuffle or stored.",
            "Broken.silent has no doc."),
        faults("homeless"));
  }

  @Test
  void nounThatIsNoRecord() throws IOException {
    assertEquals(List.of("A noun is a record, not of type enum."), faults("no-record"));
  }

  @Test
  void theBuildStepFailsOnABrokenSchema(@TempDir Path folder) throws IOException {
    Files.copy(BrokenSchema.file("missing-class"), folder.resolve("Broken.avsc"));
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class, () -> SchemaCheck.main(new String[] {folder.toString()}));
    assertEquals("Broken.bad has no privacy class.", thrown.getMessage());
  }

  @Test
  void theBuildStepFailsWhereThereIsNoSchema(@TempDir Path folder) {
    assertThrows(
        IllegalStateException.class, () -> SchemaCheck.main(new String[] {folder.toString()}));
  }

  @Test
  void everyClassIsUsedAndHasASentence() throws IOException {
    TreeSet<String> used = new TreeSet<>();
    for (Schema noun : SchemaFiles.nouns(NOUNS).values()) {
      Leaves.of(noun).forEach(leaf -> used.add(leaf.field().getProp("privacy")));
    }
    for (PrivacyClass each : PrivacyClass.values()) {
      assertEquals(each.reach() != Reach.NOWHERE, used.contains(each.label()), each.label());
      assertTrue(each.meaning().endsWith("."), each.label());
      assertFalse(each.meaning().substring(0, each.meaning().length() - 1).contains(". "));
    }
  }

  private static List<String> faults(String name) throws IOException {
    return SchemaCheck.faults(BrokenSchema.read(name));
  }
}
