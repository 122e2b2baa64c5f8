package dev.throng.pipeline.publish;

import dev.throng.schemas.ReleasedAggregate;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Writes tables into a topic of Kafka: a record a row, and behind the rows of a window one that
 * says how many they are. A record's key is the report, the window and the group, so that who
 * writes a window again says the same under the same keys, and a compacted topic keeps each once
 * (F15).
 */
public final class TopicTables implements TableSink {
  private final TopicSender sender;

  /**
   * Tables in a topic, to which nothing is said before the first is written.
   *
   * @param settings of the client, secrets among them
   */
  public TopicTables(String topic, Supplier<Map<String, Object>> settings) {
    sender = new TopicSender(topic, settings);
  }

  @Override
  public void write(Table table) throws IOException {
    String what = "window %s of '%s'".formatted(table.windowName(), table.report());
    for (ReleasedAggregate row : table.rows()) {
      sender.send(JsonTable.key(table, row.getGroup()), JsonTable.record(table, row), what);
    }
    sender.await(what);
    // The last word comes when all others are there.
    sender.send(JsonTable.markKey(table), JsonTable.mark(table), what);
    sender.await(what);
  }

  @Override
  public void close() {
    sender.close();
  }
}
