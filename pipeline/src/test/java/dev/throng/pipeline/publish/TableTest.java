package dev.throng.pipeline.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.throng.schemas.ReleasedAggregate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final long DAY = 86_400_000;
  private static final List<Column> EVENTS = List.of(new Column("events", Column.Kind.COUNT));

  /** One row of one window from 1970-01-01 on. */
  static final Table SMALL =
      new Table(
          "small",
          0,
          DAY,
          List.of("country"),
          EVENTS,
          List.of(new ReleasedAggregate("small", 0L, DAY, List.of("DE"), List.of("1"))));

  @Test
  void aWindowIsNamedByItsStart() {
    assertEquals("2026-06-01", window("2026-06-01T00:00:00Z", "2026-06-02T00:00:00Z"));
    assertEquals("2026-06-01", window("2026-06-01T00:00:00Z", "2026-06-08T00:00:00Z"));
    assertEquals("2026-06-01T0000", window("2026-06-01T00:00:00Z", "2026-06-01T01:00:00Z"));
    assertEquals("2026-06-01T0215", window("2026-06-01T02:15:00Z", "2026-06-01T02:30:00Z"));
    assertEquals("2026-06-01T021501", window("2026-06-01T02:15:01Z", "2026-06-01T02:15:02Z"));
    assertEquals("1969-12-31", window("1969-12-31T00:00:00Z", "1970-01-01T00:00:00Z"));
  }

  @Test
  void rowsStandInTheOrderOfTheirBytes() {
    // U+FFFD is before U+1F600 in UTF-8, and behind it in UTF-16.
    List<String> sorted = List.of("(other)", "A", "B", "a", "ab", "é", "\uFFFD", "\uD83D\uDE00");
    Table table =
        table(
            row("\uD83D\uDE00"),
            row("ab"),
            row("é"),
            row("a"),
            row("\uFFFD"),
            row("B"),
            row("(other)"),
            row("A"));
    assertEquals(sorted, table.rows().stream().map(row -> row.getGroup().get(0)).toList());
  }

  @Test
  void refusesWhatIsNoTable() {
    refused(() -> table(row("DE"), row("DE")));
    refused(() -> table(row("")));
    refused(() -> table(new ReleasedAggregate("r", 0L, DAY, List.of("a", "b"), List.of("1"))));
    refused(() -> table(new ReleasedAggregate("r", 0L, DAY, List.of("a"), List.of())));
    refused(() -> table(new ReleasedAggregate("s", 0L, DAY, List.of("a"), List.of("1"))));
    refused(() -> table(new ReleasedAggregate("r", DAY, 2 * DAY, List.of("a"), List.of("1"))));
    refused(() -> new Table("a/b", 0, DAY, List.of(), EVENTS, List.of()));
    refused(() -> new Table("r", DAY, DAY, List.of(), EVENTS, List.of()));
    refused(() -> new Table("r", 1, DAY, List.of(), EVENTS, List.of()));
    refused(() -> new Table("r", 0, DAY, List.of("events"), EVENTS, List.of()));
    refused(() -> new Table("r", 0, DAY, List.of("window_start"), EVENTS, List.of()));
    refused(() -> new Table("r", 0, DAY, List.of("a-b"), EVENTS, List.of()));
    refused(() -> new Column("sum(price)", Column.Kind.SUM));
  }

  private static void refused(Runnable made) {
    assertThrows(IllegalArgumentException.class, made::run);
  }

  private static String window(String start, String end) {
    return new Table(
            "r",
            Instant.parse(start).toEpochMilli(),
            Instant.parse(end).toEpochMilli(),
            List.of(),
            EVENTS,
            List.of())
        .windowName();
  }

  private static Table table(ReleasedAggregate... rows) {
    return new Table("r", 0, DAY, List.of("country"), EVENTS, Arrays.asList(rows));
  }

  private static ReleasedAggregate row(String country) {
    return new ReleasedAggregate("r", 0L, DAY, List.of(country), List.of("1"));
  }
}
