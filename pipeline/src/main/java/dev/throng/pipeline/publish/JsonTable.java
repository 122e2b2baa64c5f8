package dev.throng.pipeline.publish;

import dev.throng.schemas.ReleasedAggregate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
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
        group(table, row.getGroup(), json);
        measures(table, row, json);
        json.raw('}');
        json.endLine();
      }
    }
  }

  /** The key of the last word on a window, which no row has. */
  static byte[] markKey(Table table) {
    return bytes(
        json -> {
          report(table, json);
          name("whole", json);
          json.raw("true".getBytes(StandardCharsets.US_ASCII));
        });
  }

  /** The key of a row: report, window and group. */
  static byte[] key(Table table, List<String> group) {
    return bytes(
        json -> {
          report(table, json);
          group(table, group, json);
        });
  }

  /** A row as a record that says all about itself. */
  static byte[] record(Table table, ReleasedAggregate row) {
    return bytes(
        json -> {
          report(table, json);
          name(Table.WINDOW_END, json);
          json.string(Instant.ofEpochMilli(table.windowEnd()).toString());
          group(table, row.getGroup(), json);
          measures(table, row, json);
        });
  }

  /** The last word on a window: how many rows it has. */
  static byte[] mark(Table table) {
    return bytes(
        json -> {
          report(table, json);
          name(Table.WINDOW_END, json);
          json.string(Instant.ofEpochMilli(table.windowEnd()).toString());
          name("rows", json);
          json.raw(Integer.toString(table.rows().size()).getBytes(StandardCharsets.US_ASCII));
        });
  }

  private static byte[] bytes(Consumer<JsonText> members) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonText json = new JsonText(Channels.newChannel(out))) {
      json.raw('{');
      members.accept(json);
      json.raw('}');
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static void report(Table table, JsonText json) {
    json.string("report");
    json.raw(':');
    json.string(table.report());
    name(Table.WINDOW_START, json);
    json.string(Instant.ofEpochMilli(table.windowStart()).toString());
  }

  private static void group(Table table, List<String> group, JsonText json) {
    for (int i = 0; i < group.size(); i++) {
      name(table.dimensions().get(i), json);
      json.string(group.get(i));
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
