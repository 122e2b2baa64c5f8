package dev.throng.pipeline.audit;

import com.google.common.base.Splitter;
import dev.throng.pipeline.publish.AggregateFormat;
import dev.throng.pipeline.publish.Column;
import dev.throng.pipeline.publish.EventFormat;
import dev.throng.pipeline.publish.EventWriter;
import dev.throng.pipeline.publish.Table;
import dev.throng.schemas.ReleasedAggregate;
import dev.throng.schemas.StoredEvent;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A folder of outputs in the forms that a job writes, for faults to be planted in. */
public record PlantedOutputs(Path folder) {
  public static final Instant DAY = Instant.parse("2026-06-01T00:00:00Z");

  /** A pseudonym as a key makes it. */
  public static String pseudonym(String epoch, long number) {
    byte[] bits = new byte[16];
    new Random(number).nextBytes(bits);
    return epoch + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }

  /** An event of somebody with nothing wrong in it. */
  public static StoredEvent event(int person) {
    StoredEvent event = new StoredEvent();
    event.setEventTime(DAY.toEpochMilli());
    event.setEventType("page_view");
    event.setEpoch("2026-06");
    event.setRobot(false);
    event.setPurposes(List.of("statistical"));
    event.setDevice(pseudonym("2026-06", person));
    event.setCountry("DE");
    event.setBrowser("Firefox");
    return event;
  }

  /** Writes events into one file. */
  public void events(EventFormat format, StoredEvent... events) throws IOException {
    try (EventWriter writer =
        format.open(channel("events/date=2026-06-01/00000000000000aa-3e8." + format.label()))) {
      for (StoredEvent event : events) {
        writer.write(event);
      }
    }
  }

  /**
   * Writes a table.
   *
   * @param measures names of counts
   * @param rows values of the dimensions and then the counts, with blanks between
   */
  public void table(
      AggregateFormat format,
      String report,
      Instant start,
      Duration window,
      List<String> dimensions,
      List<String> measures,
      String... rows)
      throws IOException {
    long end = start.plus(window).toEpochMilli();
    List<ReleasedAggregate> released = new ArrayList<>();
    for (String row : rows) {
      List<String> values = Splitter.on(' ').splitToList(row);
      released.add(
          new ReleasedAggregate(
              report,
              start.toEpochMilli(),
              end,
              values.subList(0, dimensions.size()),
              List.copyOf(values.subList(dimensions.size(), values.size()))));
    }
    List<Column> columns =
        measures.stream().map(name -> new Column(name, Column.Kind.COUNT)).toList();
    Table table = new Table(report, start.toEpochMilli(), end, dimensions, columns, released);
    format.write(
        table, channel("aggregates/" + report + "/" + table.windowName() + "." + format.label()));
  }

  /** Writes a day's table of events and people as CSV. */
  public void day(String report, List<String> dimensions, String... rows) throws IOException {
    table(
        AggregateFormat.CSV,
        report,
        DAY,
        Duration.ofDays(1),
        dimensions,
        List.of("events", "unique_people"),
        rows);
  }

  public void text(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private WritableByteChannel channel(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Channels.newChannel(Files.newOutputStream(file));
  }

  /**
   * What an audit with k = 20 finds here without guessing, as {@code severity check column rows:
   * sentence}.
   */
  List<String> findings() throws IOException {
    return findings(20, folder);
  }

  static List<String> findings(int k, Path... folders) throws IOException {
    return lines(
        Audit.of(
            List.of(folders),
            List.of(
                new IdentifierSearch(),
                new PseudonymReuse(),
                new Uniqueness(k),
                new Subtraction(k),
                new ExtractAnonymity(k))));
  }

  static List<String> lines(AuditReport report) {
    return report.findings().stream()
        .map(
            found ->
                Stream.of(
                            found.severity().toString(),
                            found.check(),
                            found.where().column(),
                            Long.toString(found.where().rows()))
                        .filter(word -> !word.isEmpty())
                        .reduce((one, other) -> one + " " + other)
                        .orElse("")
                    + ": "
                    + found.sentence())
        .toList();
  }
}
