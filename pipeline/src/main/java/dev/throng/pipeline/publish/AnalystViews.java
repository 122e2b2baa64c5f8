package dev.throng.pipeline.publish;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Views over the tables of reports that answer what is asked most, and do not fall into the traps:
 * parts of a whole, changes over a week, the largest groups. In SQL that PostgreSQL and DuckDB
 * read; {@code _windows} and the reports' tables must be there.
 */
final class AnalystViews {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final int LARGEST = 10;

  private final Layout layout;

  private AnalystViews(Layout layout) {
    this.layout = layout;
  }

  /** What is known of windows, of whatever report. */
  static String ofWindows() {
    return """
        -- Windows and what they mean: 'shown' has rows, 'too few people' was counted and has none, 'nothing' lies between
        -- windows and is not there: no event came, or no run has got so far.
        create or replace view _window_status as
        select report, window_start, window_end, rows,
          case when rows = 0 then 'too few people' else 'shown' end as status
        from _windows
        union all
        select report, window_end, next_start, 0, 'nothing'
        from (select report, window_end, lead(window_start) over (partition by report order by window_start) as next_start
              from _windows) as in_turn
        where next_start > window_end;
        """;
  }

  /** The views of a report, none where it has nothing that adds up. */
  static String of(Layout layout) {
    AnalystViews views = new AnalystViews(layout);
    StringBuilder sql = new StringBuilder();
    if (!layout.isNoised() && !views.additive().isEmpty() && !layout.dimensions().isEmpty()) {
      sql.append(views.shares()).append('\n').append(views.largest()).append('\n');
    }
    if (WEEK.toMillis() % layout.window().toMillis() == 0) {
      sql.append(views.change());
    }
    return sql.toString().stripTrailing() + "\n";
  }

  /** The finest groups, as parts of their window. */
  private String shares() {
    String over =
        layout.dimensions().contains("currency")
            ? "partition by window_start, \"currency\""
            : "partition by window_start";
    String percents =
        additive().stream()
            .map(
                name ->
                    "  round(cast(100.0 * %1$s / nullif(sum(%1$s) over (%2$s), 0) as numeric(18, 4)), 2) as %3$s"
                        .formatted(quoted(name), over, quoted(name + "_percent")))
            .collect(Collectors.joining(",\n"));
    return """
        -- The finest groups only: rows with (all) are totals of these. What was suppressed is in no row, so that 100 %% is what
        -- is shown. Unique counts have no percentages: one person can be in several groups.
        create or replace view %s as
        select *,
        %s
        from %s
        where %s;
        """
        .formatted(
            quoted(layout.report() + "_shares"), percents, quoted(layout.report()), finest());
  }

  /** The largest groups of each window, and all that is left as one row. */
  private String largest() {
    String first = quoted(additive().get(0));
    String dimensions = columns(layout.dimensions());
    List<String> rest = new ArrayList<>();
    List<String> all = new ArrayList<>();
    for (Column column : layout.measures()) {
      all.add(quoted(column.name()));
      rest.add(
          isAdditive(column)
              ? "sum(%1$s)".formatted(quoted(column.name()))
              : "case when count(*) = 1 then max(%1$s) end".formatted(quoted(column.name())));
    }
    String others =
        layout.dimensions().stream().map(d -> "'(other)'").collect(Collectors.joining(", "));
    String apart =
        layout.dimensions().stream()
            .map(name -> quoted(name) + " = '(other)'")
            .collect(Collectors.joining(" or "));
    boolean money = layout.dimensions().contains("currency");
    String window = money ? "window_start, window_end, \"currency\"" : "window_start, window_end";
    if (money) {
      others = others.replaceFirst("'\\(other\\)'", "\"currency\"");
      apart =
          layout.dimensions().stream()
              .filter(name -> !name.equals("currency"))
              .map(name -> quoted(name) + " = '(other)'")
              .collect(Collectors.joining(" or "));
    }
    return """
        -- The %1$d largest groups of each window%11$s by %2$s, and in a last row without a place all that is left: smaller groups, and those
        -- that were too small to show. In it unique counts and rates are empty, for they do not add up.
        create or replace view %3$s as
        with named as (
          select *, case when %4$s then 1 else 0 end as apart from %5$s where %6$s),
        placed as (
          select *, case when apart = 0 then row_number() over (partition by %7$s, apart order by %2$s desc, %8$s) end as place
          from named)
        select window_start, window_end, place, %8$s, %9$s
        from placed
        where place <= %1$d
        union all
        select window_start, window_end, null, %10$s, %12$s
        from placed
        where place is null or place > %1$d
        group by %7$s;
        """
        .formatted(
            LARGEST,
            first,
            quoted(layout.report() + "_top10"),
            apart,
            quoted(layout.report()),
            finest(),
            window,
            dimensions,
            String.join(", ", all),
            others,
            money ? " and currency" : "",
            String.join(", ", rest));
  }

  /** Each row beside the same group a week before. */
  private String change() {
    List<String> lines = new ArrayList<>();
    for (Column column : layout.measures()) {
      String name = column.name();
      if (name.matches(".*_(error|low|high|draw)")) {
        continue;
      }
      lines.add("  a.%s".formatted(quoted(name)));
      lines.add("  b.%s as %s".formatted(quoted(name), quoted(name + "_week_before")));
      if (layout.isNoised()) {
        String from = column.kind() == Column.Kind.RATIO ? name : name + "_draw";
        lines.add("  a.%1$s - b.%1$s as %2$s".formatted(quoted(from), quoted(name + "_change")));
        lines.add(
            "  cast(sqrt(power(a.%1$s, 2) + power(b.%1$s, 2)) as numeric(18, 4)) as %2$s"
                .formatted(quoted(name + "_error"), quoted(name + "_change_error")));
      } else if (column.kind() == Column.Kind.RATIO) {
        lines.add("  a.%1$s - b.%1$s as %2$s".formatted(quoted(name), quoted(name + "_change")));
      } else {
        lines.add(
            "  round(cast(100.0 * (a.%1$s - b.%1$s) / nullif(b.%1$s, 0) as numeric(18, 4)), 2) as %2$s"
                .formatted(quoted(name), quoted(name + "_change_percent")));
      }
    }
    String same =
        layout.dimensions().stream()
            .map(name -> " and b.%1$s = a.%1$s".formatted(quoted(name)))
            .collect(Collectors.joining());
    String dimensions =
        layout.dimensions().stream()
            .map(name -> "a." + quoted(name) + ", ")
            .collect(Collectors.joining());
    return """
        -- Each row beside the same group a week before. Where there is none, %4$s says why; it is never zero.
        %6$screate or replace view %1$s as
        select a.window_start, a.window_end, %2$s
        %3$s,
          case when b.window_start is not null then 'shown' when w.rows is null then 'no window'
            when w.rows = 0 then 'too few people' else 'group not shown' end as week_before
        from %5$s as a
        left join %5$s as b on b.window_start = a.window_start - interval '7 days'%7$s
        left join _windows as w on w.report = '%8$s' and w.window_start = a.window_start - interval '7 days';
        """
        .formatted(
            quoted(layout.report() + "_change"),
            dimensions.stripTrailing(),
            String.join(",\n", lines),
            "week_before",
            quoted(layout.report()),
            layout.isNoised()
                ? "-- Differences of draws, and their standard error: what is within two of it may be noise alone.\n"
                : "",
            same,
            layout.report());
  }

  private String finest() {
    return layout.dimensions().stream()
        .map(name -> quoted(name) + " <> '(all)'")
        .collect(Collectors.joining(" and "));
  }

  private List<String> additive() {
    return layout.measures().stream().filter(AnalystViews::isAdditive).map(Column::name).toList();
  }

  private static boolean isAdditive(Column column) {
    return column.kind() != Column.Kind.RATIO && !column.name().startsWith("unique_");
  }

  private static String columns(List<String> names) {
    return names.stream().map(AnalystViews::quoted).collect(Collectors.joining(", "));
  }

  private static String quoted(String name) {
    return PostgresSchema.quoted(name);
  }
}
