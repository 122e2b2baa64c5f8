package dev.throng.transforms.parse;

import java.util.List;
import java.util.stream.Collectors;

/** The page of a format for people: what becomes of each of its fields, in Markdown (P27). */
public final class MappingPage {

  private MappingPage() {}

  /** The page of a format, with a line end behind each line. */
  public static String of(Format format) {
    Mapping mapping = format.mapping();
    StringBuilder page = new StringBuilder();
    page.append("# ").append(format.label()).append("\n\n").append(mapping.about());
    page.append(
        " A field that does not stand here is dropped, and counted among the manifest's warnings as"
            + " `unknown_field`. What becomes of an event's field then, the policy says.\n");
    page.append("\nMade by `./throng formats ").append(format.label()).append("`.\n");
    page.append("\n## What is read\n\n");
    page.append(
        "Of several sources of one field the first in this order that has a value counts.\n");
    page.append("\n| source | field of the event | class | how |\n|---|---|---|---|\n");
    List<Mapping.Row> dropped =
        mapping.rows().stream().filter(row -> row.targets().isEmpty()).toList();
    for (Mapping.Row row : mapping.rows()) {
      if (!row.targets().isEmpty()) {
        String targets =
            row.targets().stream().map(MappingPage::code).collect(Collectors.joining(", "));
        row(page, code(row.source()), targets, row.privacy().label(), row.how());
      }
    }
    if (!dropped.isEmpty()) {
      page.append("\n## What is dropped\n\nEach with all that is in it.\n");
      page.append("\n| source | class | what it may hold |\n|---|---|---|\n");
      for (Mapping.Row row : dropped) {
        String how = row.how().isEmpty() ? "" : " So " + row.how() + ".";
        row(page, code(row.source()), row.privacy().label(), row.privacy().meaning() + how);
      }
    }
    if (format == Format.ACCESS_LOG) {
      LogPage.patterns(page);
    }
    return page.toString();
  }

  static String code(String text) {
    return "`" + text + "`";
  }

  static void row(StringBuilder page, String... cells) {
    page.append('|');
    for (String cell : cells) {
      page.append(' ').append(cell.replace("|", "\\|")).append(cell.isEmpty() ? "|" : " |");
    }
    page.append('\n');
  }
}
