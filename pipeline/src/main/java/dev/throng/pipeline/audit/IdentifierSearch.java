package dev.throng.pipeline.audit;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks for raw identifiers, IP addresses foremost, in every value, every name of a map and every
 * file's name. Truncated addresses may stand in the column {@code network} of stored events, and
 * pseudonyms in the columns for them; nothing else may.
 *
 * <p>Not guaranteed: what {@link IdentifierKind} cannot tell from other text. Memory: up to 4,096
 * harmless values a column, and one entry for each kind and column.
 */
final class IdentifierSearch implements Check {
  private static final int REMEMBERED = 4_096;
  private static final int MOST_COLUMNS = 1_024;
  private static final int LONGEST_REMEMBERED = 128;
  private static final String FILE_NAME = "(file name)";
  private static final String NO_PSEUDONYM = "values that are no pseudonyms";
  private static final String NO_NETWORK = "values that are no truncated networks";
  private static final String HASHES = "bare hashes";
  private static final String TAKE_OUT =
      ": delete what was written, mend the policy or the treatment, and run again";
  private static final String RENAME = ": give files names that name nobody";
  private static final String EXPLAIN = ": find out of what, for without a key it can be undone";

  private static final Pattern HASH =
      Pattern.compile(
          "(?<!\\w)(?:\\p{XDigit}{32}|\\p{XDigit}{40}|\\p{XDigit}{64}|\\p{XDigit}{128})(?!\\w)");
  private static final Pattern INSTANT =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d(?:T\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?Z)?");

  private final Tally<Hit> hits = new Tally<>();
  private final Map<Hit, String> shapes = new HashMap<>();
  private static final Pattern SELLER =
      Pattern.compile("/" + EventColumns.PSEUDONYM.pattern() + "/(?=[^/]*$)");

  private final Map<RowKind, Map<String, Set<String>>> harmless = new EnumMap<>(RowKind.class);

  /** What was found, in rows of one kind. */
  private record Hit(Severity severity, RowKind kind, String words, String advice, String column) {}

  @Override
  public String name() {
    return "identifiers";
  }

  /** The name of a file with what looks like an identifier masked, for findings to say. */
  static String masked(String place) {
    String masked = place;
    for (IdentifierKind kind : IdentifierKind.values()) {
      String found = kind.in(masked);
      while (found != null) {
        masked = masked.replace(found, "(masked)");
        found = kind.in(masked);
      }
    }
    return masked;
  }

  @Override
  public void file(AuditedFile file) {
    look(file, RowKind.OTHER, Cell.text(FILE_NAME, file.relative()));
  }

  @Override
  public void row(AuditedRow row) {
    Map<String, Set<String>> columns =
        harmless.computeIfAbsent(row.kind(), first -> new HashMap<>());
    for (Cell cell : row.cells()) {
      Set<String> known = columns.get(cell.column());
      if (known == null) {
        known = new HashSet<>();
        if (columns.size() < MOST_COLUMNS) {
          columns.put(cell.column(), known);
        }
        if (cell.column().indexOf('.') < 0) {
          look(row.file(), row.kind(), Cell.text(Cell.NAMES, cell.column()));
        }
      }
      if (known.contains(cell.text()) || isFigure(row.kind(), cell)) {
        continue;
      }
      if (!look(row.file(), row.kind(), cell)
          && known.size() < REMEMBERED
          && cell.text().length() <= LONGEST_REMEMBERED) {
        known.add(cell.text());
      }
    }
  }

  /** Numbers that Throng counts or measures; large ones may look like anything. */
  private static boolean isFigure(RowKind kind, Cell cell) {
    return cell.number()
        && switch (kind) {
          case EVENT -> EventColumns.NUMBERS.contains(cell.column());
          case TABLE, EXTRACT ->
              cell.column().startsWith("window_") || MeasureName.is(cell.column());
          case REJECTION -> cell.column().equals("offset");
          case MANIFEST -> true;
          case OTHER -> false;
        };
  }

  private boolean look(AuditedFile file, RowKind kind, Cell cell) {
    if (kind == RowKind.EVENT && EventColumns.PSEUDONYMS.contains(cell.column())) {
      return !EventColumns.PSEUDONYM.matcher(cell.text()).matches()
          && found(file, kind, NO_PSEUDONYM, cell, cell.text());
    }
    if (kind == RowKind.EVENT && cell.column().equals(EventColumns.NETWORK)) {
      return !Addresses.isTruncated(cell.text())
          && found(file, kind, NO_NETWORK, cell, cell.text());
    }
    if (INSTANT.matcher(cell.text()).matches()) {
      return false;
    }
    String folded = Text.folded(withoutSeller(cell));
    for (IdentifierKind each : IdentifierKind.values()) {
      @Nullable String match = each.in(folded);
      if (match != null) {
        return found(file, kind, each.words, cell, match);
      }
    }
    boolean catalogue = EventColumns.CATALOGUE.contains(ExtractDay.plain(cell.column()));
    if (!catalogue && kind != RowKind.MANIFEST && Addresses.isNumber(folded.strip())) {
      return found(file, kind, "numbers that are IP addresses", cell, folded);
    }
    return HASH.matcher(folded).find()
        && !(kind == RowKind.MANIFEST && cell.column().endsWith("sha256"))
        && found(file, kind, HASHES, cell, folded);
  }

  /**
   * Where a table is for one seller, the folder that it lies in has their pseudonym's name (P11).
   */
  private static String withoutSeller(Cell cell) {
    boolean place =
        cell.column().equals(FILE_NAME) || cell.column().equals("outputs.aggregates.file");
    return place ? SELLER.matcher(cell.text()).replaceFirst("/seller/") : cell.text();
  }

  private boolean found(AuditedFile file, RowKind kind, String words, Cell cell, String match) {
    // Whoever runs the job names its input files, and may name them as they like.
    boolean named = cell.column().equals("file") || cell.column().equals(FILE_NAME);
    boolean grave = !words.equals(HASHES) && !(named && kind != RowKind.MANIFEST);
    Severity severity = grave ? Severity.SEVERE : Severity.WARNING;
    String advice = grave ? TAKE_OUT : named ? RENAME : EXPLAIN;
    Hit hit = new Hit(severity, kind, words, advice, Text.name(cell.column()));
    hits.add(hit, file);
    shapes.putIfAbsent(hit, Text.shape(match));
    return true;
  }

  @Override
  public List<Finding> findings() {
    return hits.findings(
        (hit, count) ->
            new Finding(
                hit.severity(),
                name(),
                count.where(hit.column()),
                hit.words() + ", as in " + shapes.get(hit) + hit.advice()));
  }
}
