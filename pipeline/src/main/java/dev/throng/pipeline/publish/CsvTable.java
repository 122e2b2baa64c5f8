package dev.throng.pipeline.publish;

import dev.throng.schemas.ReleasedAggregate;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as CSV: RFC 4180, UTF-8, line feeds, a header.
 *
 * <p>A dimension comes from outside, and a spreadsheet would run one that looks like a formula.
 * After OWASP (CSV Injection), one that begins with {@code =}, {@code +}, {@code -}, {@code @}, a
 * tab, a line end, or one of their full-width forms, gets an apostrophe before it. So does one that
 * begins with an apostrophe: taking one away always gives the value back. Measures are numbers, and
 * stand as they are.
 */
final class CsvTable {
  private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20'";

  private CsvTable() {}

  static void write(Table table, WritableByteChannel channel) throws IOException {
    try (channel;
        Writer out = new OutputStreamWriter(Channels.newOutputStream(channel), utf8())) {
      out.write(String.join(",", table.columns()));
      out.write('\n');
      String window = instant(table.windowStart()) + "," + instant(table.windowEnd());
      StringBuilder line = new StringBuilder();
      for (ReleasedAggregate row : table.rows()) {
        line.setLength(0);
        line.append(window);
        for (String dimension : row.getGroup()) {
          line.append(',').append(cell(dimension));
        }
        measures(table.measures(), row, line);
        out.append(line.append('\n'));
      }
    }
  }

  /** What is half a surrogate pair becomes U+FFFD, as in JSON lines, and fails no run. */
  private static CharsetEncoder utf8() {
    return StandardCharsets.UTF_8
        .newEncoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .replaceWith("\uFFFD".getBytes(StandardCharsets.UTF_8));
  }

  private static void measures(List<Column> columns, ReleasedAggregate row, StringBuilder line) {
    for (int i = 0; i < columns.size(); i++) {
      line.append(',');
      @Nullable String value = row.getMeasures().get(i);
      if (value != null) {
        line.append(columns.get(i).kind().value(value).toPlainString());
      }
    }
  }

  private static String cell(String value) {
    String safe = FORMULA_STARTS.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    return quoted(safe) ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }

  private static boolean quoted(String value) {
    return value.indexOf(',') >= 0
        || value.indexOf('"') >= 0
        || value.indexOf('\n') >= 0
        || value.indexOf('\r') >= 0;
  }

  private static String instant(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
