package dev.throng.pipeline.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.throng.pipeline.job.Layouts;
import dev.throng.pipeline.publish.AggregateFormat;
import dev.throng.pipeline.publish.Layout;
import dev.throng.pipeline.publish.SqlScript;
import dev.throng.pipeline.stream.StoredTables;
import dev.throng.transforms.aggregate.Report;
import dev.throng.transforms.aggregate.ReportFile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run over files fills a real PostgreSQL, and analysts' scripts and queries run in it and in
 * DuckDB.
 */
class AnalystTablesTest {
  private static final Path DEPLOY = Path.of("../deploy");

  @TempDir static Path folder;
  private static EmbeddedPostgres server;
  private static Connection postgres;
  private static Connection duckDb;
  private static Connection parquet;
  private static AnalystSite site;

  @BeforeAll
  static void run() throws IOException, SQLException {
    server = EmbeddedPostgres.start();
    site = new AnalystSite(folder, database("postgres"), 4_000, 40_000);
    site.run();
    postgres = server.getPostgresDatabase().getConnection();
    List<Layout> layouts = site.job().reports().stream().map(Layouts::of).toList();
    execute(postgres, "set time zone 'UTC'");
    execute(postgres, SqlScript.postgres(layouts));
    duckDb = DriverManager.getConnection("jdbc:duckdb:");
    execute(duckDb, SqlScript.duckDb(layouts, folder + "/out/csv", AggregateFormat.CSV));
    parquet = DriverManager.getConnection("jdbc:duckdb:");
    execute(parquet, SqlScript.duckDb(layouts, folder + "/out/parquet/", AggregateFormat.PARQUET));
  }

  @AfterAll
  static void stop() throws IOException, SQLException {
    for (Connection connection : List.of(postgres, duckDb, parquet)) {
      connection.close();
    }
    server.close();
  }

  @Test
  void theDatabaseHoldsWhatTheFilesHold() throws IOException, SQLException {
    SortedMap<String, String> files = new TreeMap<>();
    site.tables().forEach((place, text) -> files.put(place, sorted(text)));
    assertEquals(files, StoredTables.of(postgres, names(site)));
  }

  @Test
  void whoReadsTheTablesIsToldWhatTheyMean() throws SQLException {
    assertEquals(
        List.of("0"),
        Answers.of(
            postgres,
            "select count(*) from information_schema.columns as c join pg_class as t on t.relname ="
                + " c.table_name and t.relkind = 'r' where c.table_schema = 'public' and c.table_name"
                + " <> '_windows' and col_description(t.oid, c.ordinal_position) is null"));
    assertTrue(
        Answers.of(postgres, "select obj_description('traffic_by_city'::regclass)")
            .get(0)
            .contains("at least 20 people"));
  }

  @Test
  void aRunThatFailsInTheDatabaseIsNotDoneAndTheNextOneIs() throws IOException, SQLException {
    execute(postgres, "create database other");
    Path own = Files.createDirectory(folder.resolve("other"));
    AnalystSite small = new AnalystSite(own, database("other"), 200, 2_000);
    Path manifest = own.resolve("out/run.json");
    try (Connection other = server.getDatabase("postgres", "other").getConnection()) {
      execute(other, "create table sign_ins (a int)");
      IOException failed = assertThrows(IOException.class, small::run);
      assertTrue(failed.getMessage().contains("of 'sign_ins' (SQL state "), failed.getMessage());
      assertFalse(Files.exists(manifest), "a run that failed has a manifest");
      assertFalse(Answers.of(other, "select * from _windows").isEmpty(), "none was whole");
      execute(other, "drop table sign_ins");
      small.run();
      SortedMap<String, String> files = new TreeMap<>();
      small.tables().forEach((place, text) -> files.put(place, sorted(text)));
      assertEquals(files, StoredTables.of(other, names(small)));
    }
    JsonNode outputs = new ObjectMapper().readTree(manifest.toFile()).path("outputs");
    List<String> windows = new ArrayList<>();
    for (JsonNode file : outputs.path("aggregates")) {
      if (file.path("file").textValue().matches("browsers/[^.]*")) {
        windows.add(file.path("file").textValue());
      }
    }
    assertEquals(14, windows.size());
    assertFalse(Files.readString(manifest).contains("password"));
  }

  private static String database(String name) {
    return "jdbc:postgresql://localhost:" + server.getPort() + "/" + name;
  }

  private static List<String> names(AnalystSite of) {
    return of.job().reports().stream().map(Report::name).toList();
  }

  @Test
  void everyQueryOfTheCookbookAnswersItsQuestion() throws IOException, SQLException {
    Map<Integer, String> queries = Cookbook.queries(DEPLOY.resolve("sql/COOKBOOK.md"));
    assertEquals(10, queries.size());
    Cookbook expected = new Cookbook(site);
    for (Map.Entry<Integer, String> query : queries.entrySet()) {
      List<String> answer = expected.answer(query.getKey());
      assertFalse(answer.isEmpty(), "question " + query.getKey() + " has no answer here");
      assertEquals(answer, Answers.of(postgres, query.getValue()), "PostgreSQL, " + query);
      assertEquals(answer, Answers.of(duckDb, query.getValue()), "DuckDB over CSV, " + query);
      assertEquals(answer, Answers.of(parquet, query.getValue()), "DuckDB over Parquet, " + query);
    }
  }

  @Test
  void viewsAreTheSameInBoth() throws SQLException {
    for (String view :
        List.of(
            "traffic_by_city_top10",
            "activities_shares",
            "orders_top10",
            "browsers_change",
            "visits_by_country_change",
            "campaign_emails_change")) {
      String query = "select * from " + view;
      List<String> answer = Answers.of(postgres, query).stream().sorted().toList();
      assertFalse(answer.isEmpty(), view);
      assertEquals(answer, Answers.of(duckDb, query).stream().sorted().toList(), view);
    }
  }

  /** The top ten and the rest are the whole, in every window. */
  @Test
  void theLargestAndTheRestAreAll() throws SQLException {
    String whole =
        "select window_start, sum(events) from activities where category <> '(all)' group by 1"
            + " order by 1";
    assertEquals(
        Answers.of(postgres, whole),
        Answers.of(
            postgres,
            "select window_start, sum(events) from activities_top10 group by 1 order by 1"));
    assertEquals(
        List.of("0"),
        Answers.of(
            postgres,
            "select count(*) from (select max(place) as last, count(place) as named, count(*) -"
                + " count(place) as rest from browsers_top10 group by window_start) as w where last <>"
                + " named or named > 10 or rest > 1"));
  }

  /** What a dashboard asks, with the words that Grafana puts in the place of its macros. */
  @Test
  void everyQueryOfTheDashboardsCanBeAsked() throws IOException, SQLException {
    // What a job over topics counts by hour, and one over files does not.
    execute(postgres, SqlScript.counts());
    int asked = 0;
    try (Stream<Path> dashboards = Files.list(DEPLOY.resolve("grafana/dashboards"))) {
      for (Path file :
          dashboards.filter(each -> each.toString().contains("statistics-")).sorted().toList()) {
        JsonNode dashboard = new ObjectMapper().readTree(file.toFile());
        assertTrue(dashboard.path("uid").textValue().startsWith("throng-statistics-"));
        for (JsonNode query : dashboard.findValues("rawSql")) {
          String sql =
              query
                  .textValue()
                  .replaceAll(
                      "\\$__timeFilter\\(([a-z_.]+)\\)",
                      "$1 between '2026-06-01T00:00:00Z' and '2026-06-30T00:00:00Z'");
          assertFalse(sql.contains("$"), "a macro that the test does not know: " + sql);
          boolean empty = Answers.of(postgres, sql).isEmpty();
          assertTrue(!empty || sql.contains("_counts"), "no row: " + sql);
          asked++;
        }
      }
    }
    assertTrue(asked >= 20, asked + " queries");
  }

  @Test
  void theShippedScriptsAreCurrent() throws IOException {
    List<Layout> layouts = ReportFile.shipped().stream().map(Layouts::of).toList();
    String again = "make it again: ./throng init my && ./throng sql my/job.yaml";
    assertEquals(
        SqlScript.postgres(layouts), Files.readString(DEPLOY.resolve("sql/postgresql.sql")), again);
    assertEquals(
        SqlScript.duckDb(layouts, "out/aggregates", AggregateFormat.CSV),
        Files.readString(DEPLOY.resolve("sql/duckdb.sql")),
        again + " --for duckdb, with 'out/aggregates' as the folder");
  }

  private static void execute(Connection connection, String script) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : script.split(";(\n|$)", -1)) {
        if (!sql.isBlank()) {
          statement.execute(sql);
        }
      }
    }
  }

  /** Databases give rows in no order. */
  private static String sorted(String csv) {
    List<String> lines = csv.lines().toList();
    StringBuilder sorted = new StringBuilder(lines.get(0)).append('\n');
    lines.stream().skip(1).sorted().forEach(line -> sorted.append(line).append('\n'));
    return sorted.toString();
  }
}
