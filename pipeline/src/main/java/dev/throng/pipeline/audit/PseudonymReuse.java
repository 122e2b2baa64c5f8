package dev.throng.pipeline.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for one pseudonym in two columns, or under two epochs: whoever sees it can link what was to
 * stay apart. Epochs and domains have keys of their own, so that by chance it never happens.
 *
 * <p>Memory: hashes of at most two million distinct pseudonyms; beyond that of a sample, which the
 * findings say.
 */
final class PseudonymReuse implements Check {
  private final SampledTable owners;
  private final Map<Owner, Integer> numbers = new HashMap<>();
  private final List<Owner> byNumber = new ArrayList<>();
  private final Tally<Clash> clashes = new Tally<>();

  private record Owner(String column, String epoch) {}

  private record Clash(boolean domains, String first, String second) {}

  PseudonymReuse() {
    this(SampledTable.MOST);
  }

  /** Compares about that many pseudonyms at most. */
  PseudonymReuse(int most) {
    owners = new SampledTable(most);
  }

  @Override
  public String name() {
    return "pseudonym-reuse";
  }

  @Override
  public void row(AuditedRow row) {
    if (row.kind() != RowKind.EVENT) {
      return;
    }
    for (Cell cell : row.cells()) {
      if (EventColumns.PSEUDONYMS.contains(cell.column())) {
        see(row.file(), new Owner(cell.column(), PseudonymBody.epoch(cell.text())), cell.text());
      }
    }
  }

  private void see(AuditedFile file, Owner owner, String pseudonym) {
    int number = numbers.computeIfAbsent(owner, this::number);
    int before = owners.putIfAbsent(PseudonymBody.hash(pseudonym), number);
    if (before == HashTable.NONE || before == number) {
      return;
    }
    Owner other = byNumber.get(before);
    boolean domains = !other.column().equals(owner.column());
    clashes.add(
        domains
            ? new Clash(true, other.column(), owner.column())
            : new Clash(false, owner.column(), ""),
        file);
  }

  private int number(Owner owner) {
    byNumber.add(owner);
    return byNumber.size() - 1;
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>(clashes.findings(this::finding));
    if (owners.rate() > 1) {
      findings.add(
          new Finding(
              Severity.NOTE,
              name(),
              Where.file("all stored events"),
              "only one in " + owners.rate() + " pseudonyms was compared with the others"));
    }
    return findings;
  }

  private Finding finding(Clash clash, Tally.Count count) {
    return clash.domains()
        ? new Finding(
            Severity.SEVERE,
            name(),
            count.where(clash.second()),
            "the same pseudonyms stand in column "
                + clash.first()
                + " too: delete what was written, and give each domain a key of its own")
        : new Finding(
            Severity.SEVERE,
            name(),
            count.where(clash.first()),
            "the same pseudonyms stand under two epochs: delete what was written, and make new"
                + " keys for each epoch");
  }
}
