package dev.throng.pipeline.stream;

import dev.throng.pipeline.job.Database;
import dev.throng.pipeline.job.Layouts;
import dev.throng.pipeline.job.Output;
import dev.throng.pipeline.job.Secrets;
import dev.throng.pipeline.job.TopicOutput;
import dev.throng.pipeline.publish.AggregateFormat;
import dev.throng.pipeline.publish.Layout;
import dev.throng.pipeline.publish.PlacedTables;
import dev.throng.pipeline.publish.PostgresTables;
import dev.throng.pipeline.publish.Table;
import dev.throng.pipeline.publish.TableSink;
import dev.throng.pipeline.publish.TopicTables;
import dev.throng.pipeline.read.WorkerSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** All the places that a job's tables go to. Made on the worker, for one thread. */
final class Sinks implements TableSink {
  private final List<TableSink> sinks = new ArrayList<>();

  Sinks(WorkerSettings settings) {
    for (Output<AggregateFormat> output : settings.job().outputs().aggregates()) {
      sinks.add(new PlacedTables(settings.staging(), output.to(), output.format()));
    }
    Map<String, Layout> layouts = Layouts.of(settings.job());
    for (Database database : settings.job().outputs().databases()) {
      sinks.add(new PostgresTables(database.url(), database::secrets, layouts));
    }
    for (TopicOutput topic : settings.job().outputs().topics()) {
      sinks.add(new TopicTables(topic.topic(), () -> settings(topic)));
    }
  }

  /** What a client of a topic is told, secrets among it. */
  static Map<String, Object> settings(TopicOutput topic) {
    Map<String, Object> all = new HashMap<>(Secrets.of(topic.properties()));
    all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, topic.bootstrap());
    return all;
  }

  @Override
  public void write(Table table) throws IOException {
    for (TableSink sink : sinks) {
      sink.write(table);
    }
  }

  @Override
  public void close() throws IOException {
    for (TableSink sink : sinks) {
      sink.close();
    }
  }
}
