package dev.throng.transforms.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Mistakes name file, line and column, counted from 1 as editors do, and the nearest key. */
class SectionTest {
  private static final String FILE =
      """
      name: a
      events:
        format:   b
        list: [c, {d: e}]
      outer: {inner: {word: f, wrod: g}}
      """;

  private static String fault(String text, Consumer<Section> read) {
    return assertThrows(SettingsException.class, () -> read.accept(Section.parse("a.yaml", text)))
        .getMessage();
  }

  @Test
  void unknownKeysStandWhereTheyStand() {
    assertEquals(
        "a.yaml:5:26: unknown key 'outer.inner.wrod'; did you mean 'word'?",
        fault(
            FILE,
            root -> {
              Section inner = root.section("outer").orElseThrow().section("inner").orElseThrow();
              inner.word("word");
              inner.end();
            }));
    assertEquals(
        "a.yaml:2:1: unknown key 'events'; known are name",
        fault(
            FILE,
            root -> {
              root.word("name");
              root.end();
            }));
  }

  @Test
  void valuesAreFaultedAtTheirKey() {
    assertEquals(
        "a.yaml:3:3: 'events.format' is too short",
        fault(
            FILE,
            root ->
                root.section("events")
                    .orElseThrow()
                    .value(
                        "format",
                        word -> {
                          throw new IllegalArgumentException("is too short");
                        })));
    assertEquals(
        "a.yaml:4:13: 'events.list' must be one word or number",
        fault(FILE, root -> root.section("events").orElseThrow().words("list")));
    assertEquals(
        "a.yaml:1:1: 'name' must hold keys and values", fault(FILE, root -> root.section("name")));
  }

  @Test
  void whatIsMissingIsMissingInItsSection() {
    assertEquals(
        "a.yaml:5:16: 'outer.inner.none' is missing",
        fault(
            FILE,
            root ->
                root.section("outer").orElseThrow().section("inner").orElseThrow().word("none")));
  }

  @Test
  void whatIsNoYaml() {
    for (String text : List.of("a: [b\nc: d\n", "a: 'b\n", "a: b\n\tc: d\n")) {
      String said = fault(text, root -> {});
      assertEquals(true, said.matches("a\\.yaml:[1-3]:[0-9]+: is not YAML: .*"), said);
    }
    assertEquals("a.yaml:2:1: 'a' stands here twice", fault("a: b\na: c\n", root -> {}));
  }
}
