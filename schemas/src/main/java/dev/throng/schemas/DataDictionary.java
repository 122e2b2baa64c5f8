package dev.throng.schemas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;

/** The data dictionary: every field of every noun, in one Markdown page (P27). */
public final class DataDictionary {

  private static final List<String> JOURNEY =
      List.of("Split", "Origin", "IdentifiedEvent", "PseudonymousEvent", "ConsentedEvent");

  private DataDictionary() {}

  /** The page, with the nouns in the order of the journey, the others by name after them. */
  static String page(SortedMap<String, Schema> nouns) {
    StringBuilder page = new StringBuilder();
    page.append("# Data dictionary\n\n");
    page.append("Made from `src/main/avro`; after a change there, run\n\n");
    page.append("    ./mvnw -q -pl schemas compile exec:java@dictionary\n");
    classes(page);
    for (String name : JOURNEY) {
      if (nouns.containsKey(name)) {
        noun(page, nouns.get(name));
      }
    }
    for (Schema noun : nouns.values()) {
      if (!JOURNEY.contains(noun.getName())) {
        noun(page, noun);
      }
    }
    return page.toString();
  }

  private static void classes(StringBuilder page) {
    page.append("\n## Privacy classes\n\n");
    page.append("How far a field of a class may go: ");
    for (Reach reach : Reach.values()) {
      page.append("*").append(reach.label()).append("*, ").append(reach.meaning());
      page.append(reach == Reach.STORED ? ".\n" : "; ");
    }
    page.append("\n| class | may go as far as | what it is |\n|---|---|---|\n");
    for (PrivacyClass each : PrivacyClass.values()) {
      row(page, each.label(), each.reach().label(), each.meaning());
    }
  }

  private static void noun(StringBuilder page, Schema noun) {
    String lives = noun.getProp("lives");
    page.append("\n## ").append(noun.getName()).append("\n\n").append(noun.getDoc());
    page.append("\n\nLives ").append(Reach.of(lives).orElseThrow().meaning()).append(".\n");
    page.append("\n| field | type | privacy class | from | what it is |\n|---|---|---|---|---|\n");
    for (Field field : noun.getFields()) {
      String privacy = field.getProp("privacy");
      row(
          page,
          field.name(),
          type(field.schema()),
          privacy == null ? "that of its fields" : privacy,
          from(field),
          field.doc());
    }
  }

  /** Where in an input record the field comes from; empty where it comes from none. */
  private static String from(Field field) {
    if (field.getObjectProp("path") instanceof String path) {
      return "`" + path + "`";
    }
    if (field.getObjectProp("from") instanceof Collection<?> paths) {
      return String.join(", ", paths.stream().map(path -> "`" + path + "`").toList());
    }
    return "";
  }

  private static String type(Schema type) {
    return switch (type.getType()) {
      case UNION ->
          String.join(
              " or ",
              type.getTypes().stream()
                  .filter(branch -> branch.getType() != Schema.Type.NULL)
                  .map(branch -> type(branch) + (type.isNullable() ? "?" : ""))
                  .toList());
      case ARRAY -> "list of " + type(type.getElementType());
      case MAP -> "map of " + type(type.getValueType());
      default -> type.getName();
    };
  }

  private static void row(StringBuilder page, String... cells) {
    page.append('|');
    for (String cell : cells) {
      page.append(' ').append(cell.replace("|", "\\|")).append(cell.isEmpty() ? "|" : " |");
    }
    page.append('\n');
  }

  /** Writes the page: the folder of the schemas, then the file. */
  public static void main(String[] arguments) throws IOException {
    Files.writeString(Path.of(arguments[1]), page(SchemaFiles.nouns(Path.of(arguments[0]))));
  }
}
