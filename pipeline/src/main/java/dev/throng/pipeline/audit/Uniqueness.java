package dev.throng.pipeline.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far coarse fields alone tell people apart in stored events. A person is the pseudonym of the
 * user, else of the device, else of the cookie: with a new epoch a new one begins. Robots, and
 * events without such a pseudonym, are left out.
 *
 * <p>Stored events are internal and hold pseudonyms anyway, so this is never severe: it says what
 * would be at stake if they got about, and what may not be given away without more coarsening.
 */
final class Uniqueness implements Check {
  private static final List<String> PLACE = List.of("country", "region", "city");
  private static final List<String> DEVICE = List.of("device_class", "browser", "os", "language");
  private static final List<String> DETAILS =
      List.of(
          "browser_version",
          "os_version",
          "device_brand",
          "device_model",
          "screen",
          "residence",
          "network");

  private final int k;
  private final List<GroupSizes> sizes =
      List.of(
          new GroupSizes(PLACE),
          new GroupSizes(joined(PLACE, DEVICE)),
          new GroupSizes(joined(PLACE, DEVICE, DETAILS)));
  private @Nullable AuditedFile first;

  Uniqueness(int k) {
    this.k = k;
  }

  @SafeVarargs
  private static List<String> joined(List<String>... lists) {
    List<String> all = new ArrayList<>();
    for (List<String> list : lists) {
      all.addAll(list);
    }
    return List.copyOf(all);
  }

  @Override
  public String name() {
    return "uniqueness";
  }

  @Override
  public void row(AuditedRow row) {
    if (row.kind() != RowKind.EVENT || "true".equals(row.text("robot"))) {
      return;
    }
    for (String column : EventColumns.PERSON) {
      @Nullable String pseudonym = row.text(column);
      if (pseudonym != null) {
        long person = PseudonymBody.hash(column + pseudonym);
        sizes.forEach(each -> each.add(person, row));
        first = first == null ? row.file() : first;
        return;
      }
    }
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    AuditedFile file = first;
    if (file != null) {
      sizes.forEach(each -> findings.add(finding(each, file)));
    }
    return findings;
  }

  private Finding finding(GroupSizes groups, AuditedFile file) {
    GroupSizes.Sizes found = groups.sizes(k);
    String sentence =
        "of "
            + Amount.of(found.people(), "person", "people")
            + " (once for each combination of theirs) "
            + share(found.alone(), found.people())
            + " stand alone by these columns and "
            + share(found.small(), found.people())
            + " among fewer than "
            + k
            + "; the smallest of "
            + Amount.of(found.groups(), "group")
            + " has "
            + found.smallest()
            + sample(found.rate());
    boolean small = found.smallest() < k;
    return new Finding(
        small ? Severity.WARNING : Severity.NOTE,
        name(),
        new Where(file.place() + " and what follows", 1, columns(groups), 0),
        small ? sentence + ": keep stored events where few can read them" : sentence);
  }

  private static String columns(GroupSizes groups) {
    return String.join(", ", groups.columns());
  }

  private static String share(long part, long whole) {
    return String.format(Locale.ROOT, "%,d (%s)", part, Amount.share(part, whole));
  }

  private static String sample(long rate) {
    return rate == 1 ? "" : "; of one in " + rate + " combinations only";
  }
}
