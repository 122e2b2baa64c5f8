package dev.throng.pipeline.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Tries to undo pseudonyms as somebody without the key would: it digests ids that can be guessed
 * without any key, and looks for what comes out among all pseudonyms, and among all other values
 * that have the length of a digest. Only the first 64 bits are compared: among two million values
 * and a billion guesses one false hit comes in ten thousand audits.
 *
 * <p>Not guaranteed: that a pseudonym is keyed, only that these guesses do not undo it. Memory: as
 * {@link SampledTable}; a sample, where there are more than two million, is told.
 */
final class DictionaryAttack implements Check {
  private final @Nullable Path guesses;
  private final SampledTable columns = new SampledTable(SampledTable.MOST);
  private final List<String> names = new ArrayList<>();
  private final Map<String, AuditedFile> firstFiles = new HashMap<>();
  private final Map<Hit, Long> hits = new LinkedHashMap<>();

  private record Hit(String column, UnkeyedHash hash, String source) {}

  DictionaryAttack(@Nullable Path guesses) {
    this.guesses = guesses;
  }

  @Override
  public String name() {
    return "dictionary";
  }

  @Override
  public void row(AuditedRow row) {
    for (Cell cell : row.cells()) {
      if (!cell.number() && !cell.column().endsWith("sha256")) {
        OptionalLong bits = PseudonymBody.firstBits(cell.text());
        if (bits.isPresent()) {
          columns.putIfAbsent(bits.getAsLong(), number(Text.name(cell.column()), row.file()));
        }
      }
    }
  }

  private int number(String column, AuditedFile file) {
    firstFiles.putIfAbsent(column, file);
    int number = names.indexOf(column);
    if (number < 0) {
      names.add(column);
      number = names.size() - 1;
    }
    return number;
  }

  @Override
  public List<Finding> findings() throws IOException {
    Path file = guesses;
    if (file != null) {
      Guesses.file(file, id -> attack(UnkeyedHash.worded(id), "the ids of --guesses"));
    }
    if (columns.size() > 0) {
      Guesses.numbers(id -> attack(UnkeyedHash.worded(id), "the numbers below 100,000"));
      Guesses.addresses(id -> attack(UnkeyedHash.bare(id), "the addresses of private networks"));
    }
    List<Finding> findings = new ArrayList<>();
    hits.forEach((what, count) -> findings.add(finding(what, count)));
    if (columns.rate() > 1) {
      findings.add(
          new Finding(
              Severity.NOTE,
              name(),
              Where.file("all files"),
              "only one in " + columns.rate() + " pseudonyms was attacked"));
    }
    return findings;
  }

  private void attack(List<byte[]> inputs, String source) {
    for (byte[] input : inputs) {
      for (UnkeyedHash hash : UnkeyedHash.values()) {
        int column = columns.get(hash.firstBits(input));
        if (column != HashTable.NONE) {
          hits.merge(new Hit(names.get(column), hash, source), 1L, Long::sum);
        }
      }
    }
  }

  private Finding finding(Hit hit, long count) {
    AuditedFile file = firstFiles.get(hit.column());
    return new Finding(
        Severity.SEVERE,
        name(),
        new Where(file == null ? "" : file.place(), 1, hit.column(), 0),
        Amount.of(count, "guess", "guesses")
            + " found unkeyed "
            + hit.hash().words()
            + " of "
            + hit.source()
            + ", which anybody can undo: delete what was written, and pseudonymize under a key");
  }
}
