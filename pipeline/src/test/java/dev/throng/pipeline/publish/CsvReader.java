package dev.throng.pipeline.publish;

import java.util.ArrayList;
import java.util.List;

/** RFC 4180, read by a state a character: independent of how it is written. */
public final class CsvReader {
  private CsvReader() {}

  /** Rows of cells, as they stand in the file; every row must end with a line feed. */
  public static List<List<String>> read(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c != '"') {
          cell.append(c);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          cell.append('"');
          i++;
        } else {
          quoted = false;
        }
      } else if (c == '"' && cell.isEmpty()) {
        quoted = true;
      } else if (c == ',' || c == '\n') {
        row.add(cell.toString());
        cell.setLength(0);
        if (c == '\n') {
          rows.add(row);
          row = new ArrayList<>();
        }
      } else if (c == '"' || c == '\r') {
        throw new IllegalArgumentException("A bare quote or line end at " + i);
      } else {
        cell.append(c);
      }
    }
    if (quoted || !row.isEmpty() || !cell.isEmpty()) {
      throw new IllegalArgumentException("The file ends within a row.");
    }
    return rows;
  }
}
