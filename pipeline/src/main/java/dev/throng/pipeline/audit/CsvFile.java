package dev.throng.pipeline.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A table as CSV (RFC 4180) with a header. An apostrophe before a value, which keeps spreadsheets
 * from running it, is taken away. CSV tells no types: a measure is known by its name.
 */
final class CsvFile {
  private static final int LONGEST = 1 << 20;

  private CsvFile() {}

  static void read(AuditedFile file, Consumer<AuditedRow> rows) throws IOException {
    try (Lines in = new Lines(file.path())) {
      List<String> header = record(in);
      if (header == null) {
        throw new BrokenFileException("it has no header");
      }
      RowKind kind = RowKind.of(new HashSet<>(header));
      for (List<String> values = record(in); values != null; values = record(in)) {
        if (values.size() != header.size()) {
          throw new BrokenFileException("a row has not the width of the header");
        }
        List<Cell> cells = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
          String column = header.get(i);
          boolean number = MeasureName.is(column) && MeasureName.isNumber(values.get(i));
          String text = number ? values.get(i) : unguarded(values.get(i));
          if (!text.isEmpty()) {
            cells.add(new Cell(column, text, number));
          }
        }
        rows.accept(new AuditedRow(file, kind, cells));
      }
    }
  }

  private static String unguarded(String value) {
    return value.startsWith("'") ? value.substring(1) : value;
  }

  /** The values of the next record, or null after the last. */
  private static @Nullable List<String> record(Lines in) throws IOException {
    int c = in.character();
    if (c < 0) {
      return null;
    }
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean quoted = false;
    boolean ended = false;
    while (!ended) {
      if (c < 0) {
        if (quoted) {
          throw new BrokenFileException("a quotation mark is not closed");
        }
        ended = true;
      } else if (quoted && c == '"') {
        c = in.character();
        quoted = c == '"';
        if (!quoted) {
          continue;
        }
        value.append('"');
      } else if (!quoted && c == '"') {
        quoted = true;
      } else if (!quoted && c == ',') {
        values.add(value.toString());
        value.setLength(0);
      } else if (!quoted && c == '\n') {
        ended = true;
      } else if (quoted || c != '\r') {
        value.append((char) c);
      }
      if (value.length() > LONGEST) {
        throw new BrokenFileException("a value has more than a million characters");
      }
      c = ended ? c : in.character();
    }
    values.add(value.toString());
    return values;
  }
}
