package dev.throng.pipeline.audit;

import java.util.List;
import java.util.Map;

/**
 * What an audit came to.
 *
 * @param files how many files were read
 * @param rows rows read, by what they are
 * @param findings the severest first
 */
public record AuditReport(long files, Map<String, Long> rows, List<Finding> findings) {

  public AuditReport {
    findings = List.copyOf(findings);
  }

  /** How many findings are that bad. */
  public long count(Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }
}
