package dev.throng.pipeline.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.pipeline.check.ExtractPromise;
import dev.throng.pipeline.publish.AggregateFormat;
import dev.throng.transforms.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code output.research} means, and what is said of one that cannot be meant. */
class ResearchSectionTest {
  /** One key a line, so that a complaint's line says which it is about. */
  private static final String JOB =
      """
      name: small
      events: {format: throng-json, from: in.ndjson}
      keys: {keyring: keys, master: "file:master.key"}
      output:
        aggregates: [{to: out/aggregates}]
        research:
          to: out/research
          format: csv
          recipient: the university
          quasi_identifiers: [[country, region, city], [hour, minute], [role]]
          k: 20
          diversity: {of: category, least: 3}
          suppress: 0.5%
          exclude_regions: [EEA, BR]
        rejected: {to: out/rejected}
        manifest: out/run.json
      """;

  @TempDir Path folder;

  private Research read(String text) throws IOException {
    Path file = folder.resolve("job.yaml");
    Files.writeString(file, text);
    Job job = JobFile.read(file.toString(), Instant.parse("2026-06-10T00:00:00Z"));
    return Objects.requireNonNull(job.outputs().research());
  }

  @Test
  void everyKeyIsRead() throws IOException {
    Research research = read(JOB);
    assertEquals(folder.resolve("out/research").toString(), research.output().to());
    assertEquals(AggregateFormat.CSV, research.output().format());
    assertEquals("the university", research.report().recipient());
    assertEquals(List.of(3, 2, 1), research.release().chains());
    assertEquals(20, research.release().people());
    assertEquals("0.005", research.release().suppress().toPlainString());
    assertEquals(Set.of("EEA", "BR"), research.excludedRegions());
    assertEquals(
        List.of("country", "region", "city", "hour", "minute", "role", "sensitive_category"),
        research.columns());
  }

  @Test
  void whatIsNotSaidHasADefault() throws IOException {
    Research research =
        read(
            JOB.replace("    format: csv\n", "")
                .replace("    suppress: 0.5%\n", "")
                .replace("    diversity: {of: category, least: 3}\n", "")
                .replace("    exclude_regions: [EEA, BR]\n", ""));
    assertEquals(AggregateFormat.PARQUET, research.output().format());
    assertEquals("0.01", research.release().suppress().toPlainString());
    assertEquals(Set.of(), research.excludedRegions());
    assertEquals(6, research.columns().size());
  }

  /** P27, P30: what is promised and what is not, to whom. */
  @Test
  void whatIsPromisedIsSaid() throws IOException {
    assertEquals(
        List.of(
            "research -> the university (extract)",
            "    Each row looks like those of at least 20 people of its day (of companies, where"
                + " those are fewer) in: country > region > city; hour > minute; role.",
            "    Where fewer are alike, the last columns of these become (all), in all rows of the"
                + " day; at most 0.5 % of a day's events are left out instead.",
            "    The people of rows that look alike have at least 3 values of category; unknown is"
                + " none.",
            "    Only events whose people allow research are in it, and no pseudonym is; robots and"
                + " nobody count as no people; disputes about health are left out, and so is who"
                + " lives in BR, EEA or nobody knows where.",
            "    That says nothing to who knows more of somebody than these columns, or has another"
                + " extract of the same day: it is no differential privacy, and not for third"
                + " parties."),
        ExtractPromise.sentences(read(JOB)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "k: 20 | k: 1 | 11: 'output.research.k' must be 2 to 4096, not 1",
        "k: 20 | k: many | 11: 'output.research.k' must be a whole number",
        "recipient: the university | recipient: ' ' | 9: 'output.research.recipient' must say who",
        "[role] | [rol] | did you mean 'role'",
        "[role] | [user] | 'user' is no field that may group people",
        "[role] | [country] | names 'country' twice",
        "[role] | [] | holds an empty list",
        "[hour, minute] | [minute, hour] | must name 'hour' right before 'minute'",
        "[country, region, city] | [country, city] | must name 'region' right before 'city'",
        "of: category | of: role | names role, which is a quasi-identifier",
        "of: category | of: categori | did you mean 'category'",
        "least: 3 | least: 1 | 12: 'output.research.diversity.least' must be 2 to 100, not 1",
        "suppress: 0.5% | suppress: few | must be a share such as 1% or 0.05%",
        "suppress: | supress: | did you mean 'suppress'",
        "to: out/research | to: out/rejected | two outputs go to the same folder",
      })
  void whatCannotBeMeantIsRefused(String right, String wrong, String said) {
    SettingsException fault =
        assertThrows(SettingsException.class, () -> read(JOB.replace(right, wrong)));
    String message = String.valueOf(fault.getMessage()).replaceFirst(":[0-9]+: ", ": ");
    assertTrue(message.contains(said), message);
  }

  @Test
  void aReportOfTheSameNameIsRefused() throws IOException {
    Files.writeString(
        folder.resolve("reports.yaml"),
        """
        reports:
          - {name: research, purpose: research, audience: internal, recipient: us, window: 1d,
             measures: [events], release: {at_least: 20}}
        """);
    SettingsException fault =
        assertThrows(SettingsException.class, () -> read(JOB + "reports: reports.yaml\n"));
    assertTrue(
        fault.getMessage() != null && fault.getMessage().contains("rename it"), fault.getMessage());
  }
}
