package dev.throng.pipeline.publish;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.schemas.ReleasedAggregate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;

/**
 * Tables on their way from a worker to a database: they wait beside the manifest until all else is
 * done, and never have a place among the files.
 *
 * @param home the folder of the manifest
 */
public record StagedTables(Staging staging, String home) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /**
   * Stages one attempt at a table.
   *
   * @param database that it is for; the manifest lists it there as {@code <report>/<window start>}
   */
  public WrittenFile write(Table table, String database, String attempt) throws IOException {
    String staged = "rows." + table.report() + "." + table.windowName() + "." + attempt;
    StagedChannel channel = new StagedChannel(staging, home, staged);
    try {
      AggregateFormat.JSONL.write(table, channel);
    } catch (IOException | RuntimeException failed) {
      channel.discard();
      throw failed;
    }
    WrittenFile file =
        channel.written(table.report() + "/" + table.windowName(), table.rows().size());
    return new WrittenFile(
        database, file.staged(), file.place(), file.rows(), file.bytes(), file.sha256());
  }

  /** Reads a table back. */
  public Table read(WrittenFile file, Layout layout, long windowStart, long windowEnd)
      throws IOException {
    List<ReleasedAggregate> rows = new ArrayList<>();
    try (InputStream in =
            Channels.newInputStream(FileSystems.open(staging.file(home, file.staged())));
        MappingIterator<JsonNode> lines = JSON.readerFor(JsonNode.class).readValues(in)) {
      while (lines.hasNext()) {
        JsonNode line = lines.next();
        List<String> group = new ArrayList<>();
        layout.dimensions().forEach(name -> group.add(line.path(name).textValue()));
        List<String> measures = new ArrayList<>();
        for (Column column : layout.measures()) {
          JsonNode value = line.get(column.name());
          measures.add(value == null ? null : value.decimalValue().toPlainString());
        }
        rows.add(new ReleasedAggregate(layout.report(), windowStart, windowEnd, group, measures));
      }
    } catch (JacksonException quoting) {
      // F22: its message quotes.
      throw new IOException("a table that waits for its database cannot be read");
    }
    return new Table(
        layout.report(), windowStart, windowEnd, layout.dimensions(), layout.measures(), rows);
  }
}
