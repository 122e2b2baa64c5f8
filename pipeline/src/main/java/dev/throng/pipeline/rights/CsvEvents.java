package dev.throng.pipeline.rights;

import dev.throng.pipeline.publish.EventWriter;
import dev.throng.schemas.StoredEvent;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Stored events as CSV (RFC 4180), for people to take elsewhere: a column a field, times as
 * instants in UTC, lists and maps in one cell. A text that a spreadsheet would take for a formula
 * begins with an apostrophe.
 */
final class CsvEvents implements EventWriter {
  private static final List<Schema.Field> FIELDS = StoredEvent.getClassSchema().getFields();
  private static final String FORMULAS = "=+-@\t\r";

  private final Writer out;

  CsvEvents(WritableByteChannel channel) throws IOException {
    out = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
    line(FIELDS.stream().map(Schema.Field::name).toList());
  }

  @Override
  public void write(StoredEvent event) throws IOException {
    line(FIELDS.stream().map(field -> text(field, event.get(field.pos()))).toList());
  }

  private static String text(Schema.Field field, @Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Long number) {
      return field.name().equals("event_time")
          ? Instant.ofEpochMilli(number).toString()
          : number.toString();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, String> sorted = new TreeMap<>();
      map.forEach((key, each) -> sorted.put(key.toString(), String.valueOf(each)));
      return sorted.entrySet().stream()
          .map(each -> each.getKey() + "=" + each.getValue())
          .collect(Collectors.joining(" "));
    }
    String text = value.toString();
    return !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  private void line(List<String> cells) throws IOException {
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      String cell = cells.get(i);
      boolean quoted = cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
      out.write(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
    }
    out.write("\r\n");
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
