package dev.throng.pipeline.publish;

import dev.throng.schemas.ReleasedAggregate;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A table as JSON lines; decimals are numbers with all their digits. */
final class JsonTable {
  private JsonTable() {}

  static void write(Table table, WritableByteChannel channel) throws IOException {
    try (JsonText json = new JsonText(channel)) {
      for (ReleasedAggregate row : table.rows()) {
        json.raw('{');
        json.string(Table.WINDOW_START);
        json.raw(':');
        json.string(Instant.ofEpochMilli(table.windowStart()).toString());
        name(Table.WINDOW_END, json);
        json.string(Instant.ofEpochMilli(table.windowEnd()).toString());
        for (int i = 0; i < table.dimensions().size(); i++) {
          name(table.dimensions().get(i), json);
          json.string(row.getGroup().get(i));
        }
        measures(table, row, json);
        json.raw('}');
        json.endLine();
      }
    }
  }

  private static void measures(Table table, ReleasedAggregate row, JsonText json) {
    for (int i = 0; i < table.measures().size(); i++) {
      Column column = table.measures().get(i);
      @Nullable String value = row.getMeasures().get(i);
      if (value != null) {
        name(column.name(), json);
        String number = column.kind().value(value).toPlainString();
        json.raw(number.getBytes(StandardCharsets.US_ASCII));
      }
    }
  }

  private static void name(String name, JsonText json) {
    json.raw(',');
    json.string(name);
    json.raw(':');
  }
}
