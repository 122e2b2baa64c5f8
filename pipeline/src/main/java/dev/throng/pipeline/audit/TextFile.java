package dev.throng.pipeline.audit;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A text of no form that is known: pages, logs, settings that lie among the outputs. */
final class TextFile {
  private TextFile() {}

  static void read(AuditedFile file, Consumer<AuditedRow> rows) throws IOException {
    try (Lines lines = new Lines(file.path())) {
      for (@Nullable String line = lines.next(); line != null; line = lines.next()) {
        if (!line.isEmpty()) {
          rows.accept(of(file, line));
        }
      }
    }
  }

  static AuditedRow of(AuditedFile file, String line) {
    return new AuditedRow(file, RowKind.OTHER, List.of(Cell.text(Cell.LINE, line)));
  }
}
