package dev.throng.pipeline.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The forms of files that can be read, told by their first bytes: names may lie. */
enum FileForm {
  PARQUET {
    @Override
    void read(AuditedFile file, Consumer<AuditedRow> rows) throws IOException {
      RecordFiles.parquet(file, rows);
    }
  },
  AVRO {
    @Override
    void read(AuditedFile file, Consumer<AuditedRow> rows) throws IOException {
      RecordFiles.avro(file, rows);
    }
  },
  CSV {
    @Override
    void read(AuditedFile file, Consumer<AuditedRow> rows) throws IOException {
      CsvFile.read(file, rows);
    }
  },
  JSON {
    @Override
    void read(AuditedFile file, Consumer<AuditedRow> rows) throws IOException {
      JsonFile.read(file, rows);
    }
  },
  TEXT {
    @Override
    void read(AuditedFile file, Consumer<AuditedRow> rows) throws IOException {
      TextFile.read(file, rows);
    }
  };

  private static final int LOOKED_AT = 4_096;

  /**
   * Gives each row of a file, one after the other.
   *
   * @throws IOException where the file is broken; rows before the break have been given
   */
  abstract void read(AuditedFile file, Consumer<AuditedRow> rows) throws IOException;

  /** The form, or null where it is none of them. */
  static @Nullable FileForm of(AuditedFile file) throws IOException {
    byte[] first;
    try (InputStream in = Files.newInputStream(file.path())) {
      first = in.readNBytes(LOOKED_AT);
    }
    String start = new String(first, StandardCharsets.ISO_8859_1);
    if (start.startsWith("PAR1")) {
      return PARQUET;
    }
    if (start.startsWith("Obj\u0001")) {
      return AVRO;
    }
    String name = file.relative().toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv") || start.startsWith("window_start,")) {
      return CSV;
    }
    if (name.endsWith(".parquet") || name.endsWith(".avro")) {
      throw new BrokenFileException("it does not begin as its name says");
    }
    String bare = start.strip();
    if (bare.startsWith("{") || bare.startsWith("[") || name.endsWith(".jsonl")) {
      return JSON;
    }
    return start.indexOf(0) < 0 && isText(first) ? TEXT : null;
  }

  /** Whether at most one byte in sixteen belongs to no UTF-8 character. */
  private static boolean isText(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.chars().filter(c -> c == '\uFFFD').count() * 16 <= bytes.length;
  }
}
