package dev.throng.pipeline.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** JSON: one object a line, or one value over all of the file, as the manifest is. */
final class JsonFile {
  private static final long LARGEST = 256L << 20;

  /** What a lenient reader passes over, a name given twice or a text behind the value, may tell. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /** Objects of which the names come from outside. */
  private static final String PROPERTIES = "properties";

  private JsonFile() {}

  static void read(AuditedFile file, Consumer<AuditedRow> rows) throws IOException {
    try (Lines lines = new Lines(file.path())) {
      @Nullable String line = lines.next();
      if (line != null && tree(line) == null) {
        whole(file, rows);
        return;
      }
      boolean broken = false;
      for (; line != null; line = lines.next()) {
        JsonNode node = tree(line);
        broken |= node == null && !line.isBlank();
        if (node != null) {
          rows.accept(row(file, node));
        } else if (!line.isEmpty()) {
          rows.accept(TextFile.of(file, line));
        }
      }
      if (broken) {
        throw new BrokenFileException("a line is no JSON object");
      }
    }
  }

  private static void whole(AuditedFile file, Consumer<AuditedRow> rows) throws IOException {
    if (Files.size(file.path()) > LARGEST) {
      throw new BrokenFileException("as one JSON value it is larger than 256 MB");
    }
    JsonNode node = tree(Files.readString(file.path()));
    if (node == null) {
      TextFile.read(file, rows);
      throw new BrokenFileException("it is no JSON");
    }
    rows.accept(row(file, node));
  }

  /** A message of Jackson's could quote the text. */
  private static @Nullable JsonNode tree(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return node != null && node.isContainerNode() ? node : null;
    } catch (JsonProcessingException broken) {
      return null;
    }
  }

  private static AuditedRow row(AuditedFile file, JsonNode node) {
    Set<String> names = new HashSet<>();
    node.fieldNames().forEachRemaining(names::add);
    RowKind kind = RowKind.of(names);
    List<Cell> cells = new ArrayList<>();
    take(node, "", cells);
    return new AuditedRow(file, kind, cells);
  }

  private static void take(JsonNode node, String column, List<Cell> cells) {
    if (node.isObject()) {
      boolean outside = column.equals(PROPERTIES);
      node.properties()
          .forEach(
              entry -> {
                String name = entry.getKey();
                // A plain name of a column is looked at with the column.
                if (outside || !column.isEmpty() || name.indexOf('.') >= 0) {
                  cells.add(Cell.text(outside ? column : Cell.NAMES, name));
                }
                String inner = column.isEmpty() ? name : column + "." + name;
                take(entry.getValue(), outside ? column : inner, cells);
              });
    } else if (node.isArray()) {
      node.forEach(each -> take(each, column, cells));
    } else if (node.isNumber() || node.isBoolean()) {
      cells.add(new Cell(column, node.asText(), true));
    } else if (node.isTextual() && !node.textValue().isEmpty()) {
      cells.add(Cell.text(column, node.textValue()));
    }
  }
}
