package dev.throng.pipeline.audit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Measures what could be learnt of people from everything that lies in some folders, whatever job
 * wrote it: stored events, released tables and rejections in each form that Throng writes,
 * manifests, and any other text. Nothing is skipped without a finding. Every file is read once, a
 * row at a time (stored events twice beside an extract), and no key is needed or used.
 *
 * <p>Not guaranteed: that what it does not find is not there. Each check says its limits, and the
 * metadata that Avro and Parquet keep beside rows is not looked at.
 */
public final class Audit {
  private static final String READING = "reading";
  private static final String STAGED = ".throng-";

  private final List<Check> checks;
  private final Map<String, Long> rows = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();

  private Audit(List<Check> checks) {
    this.checks = checks;
  }

  /**
   * Audits local folders: one, or two of the same reports, as before and after an erasure.
   *
   * @throws FileNotFoundException where a folder, or the file of guesses, is missing
   * @throws IOException where the file of guesses cannot be read
   */
  public static AuditReport of(List<Path> folders, AuditSettings settings) throws IOException {
    Path guesses = settings.guesses();
    if (guesses != null && !Files.isRegularFile(guesses)) {
      throw new FileNotFoundException(guesses + " is missing: --guesses names a file of ids");
    }
    return of(
        folders,
        List.of(
            new IdentifierSearch(),
            new PseudonymReuse(),
            new DictionaryAttack(guesses),
            new Uniqueness(settings.k()),
            new Subtraction(settings.k()),
            new ExtractAnonymity(settings.k())));
  }

  /** Asks these questions only. */
  static AuditReport of(List<Path> folders, List<Check> checks) throws IOException {
    Folders found = Folders.of(folders);
    Audit audit = new Audit(checks);
    for (AuditedFile file : found.unreadable()) {
      audit.unread(Severity.SEVERE, file, "it is a link, or may not be read");
    }
    found.files().forEach(audit::read);
    for (Check check : audit.checks) {
      audit.findings.addAll(check.findings());
    }
    audit.findings.sort(Finding.ORDER);
    return new AuditReport(found.files().size(), audit.rows, audit.findings);
  }

  private void read(AuditedFile file) {
    if (file.relative().contains(STAGED)) {
      findings.add(
          new Finding(
              Severity.WARNING,
              READING,
              Where.file(file.place()),
              "left by a run that did not end: run the job again, which removes it"));
    }
    checks.forEach(check -> check.file(file));
    try {
      @Nullable FileForm form = FileForm.of(file);
      if (form == null) {
        unread(Severity.WARNING, file, "it is of no form that Throng writes");
      } else {
        form.read(file, this::row);
      }
    } catch (BrokenFileException broken) {
      unread(Severity.SEVERE, file, broken.why());
    } catch (IOException | RuntimeException quoting) {
      unread(Severity.SEVERE, file, "it is broken");
    }
  }

  private void row(AuditedRow row) {
    rows.merge(row.kind().words, 1L, Long::sum);
    checks.forEach(check -> check.row(row));
  }

  private void unread(Severity severity, AuditedFile file, String why) {
    findings.add(
        new Finding(
            severity,
            READING,
            Where.file(file.place()),
            "not all of it was read, for " + why + ": nobody knows what stands in it"));
  }
}
