package dev.throng.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.pipeline.audit.Audit;
import dev.throng.pipeline.audit.AuditReport;
import dev.throng.pipeline.audit.AuditSettings;
import dev.throng.pipeline.audit.Severity;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job really writes is audited without a severe finding. */
class AuditRunTest {
  private static final int K = 5;

  private static final String REPORTS =
      """
      reports:
        - name: by_day
          purpose: statistical
          audience: internal
          recipient: test
          window: 1d
          dimensions: [country, device_class]
          measures: [events, unique_people, sum(quantity)]
          rollups: [[country], []]
          release: {at_least: 5}
        - name: by_hour
          purpose: statistical
          audience: internal
          recipient: test
          window: 1h
          dimensions: [country]
          measures: [events, unique_people]
          release: {at_least: 5}
        - name: pages
          purpose: statistical
          audience: internal
          recipient: test
          window: 1d
          dimensions: [host, path]
          measures: [events, sessions, bounce_rate]
          release: {at_least: 5}
      """;

  @TempDir Path folder;

  @Test
  void aCleanRunHasNoSevereFinding() throws Exception {
    JobSite site = new JobSite(folder, REPORTS, Inputs.LIMITS);
    site.put("in/a.ndjson", Inputs.file(Inputs.lines(11, 4_000, 150, 40)));
    site.run("in/*.ndjson", "out", 100_000);
    AuditReport report = Audit.of(List.of(folder.resolve("out")), new AuditSettings(K, null));
    assertEquals(
        List.of(),
        report.findings().stream().filter(found -> found.severity() == Severity.SEVERE).toList());
    assertEquals(1, report.rows().get("manifest"));
    assertTrue(report.rows().get("stored event") > 500, report::toString);
    assertTrue(report.rows().get("row of a table") > 50, report::toString);
    assertTrue(report.rows().get("rejection") > 50, report::toString);
  }
}
