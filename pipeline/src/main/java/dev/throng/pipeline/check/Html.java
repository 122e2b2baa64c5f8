package dev.throng.pipeline.check;

import com.google.common.html.HtmlEscapers;
import java.util.List;
import java.util.stream.Collectors;

/** Parts of a page, all text in them escaped. */
final class Html {
  private final StringBuilder page = new StringBuilder();

  static String escaped(String text) {
    return HtmlEscapers.htmlEscaper().escape(text);
  }

  /** Adds what is markup already. */
  Html raw(String markup) {
    page.append(markup);
    return this;
  }

  Html heading(String id, String text) {
    return raw("<h2 id=\"" + id + "\">" + escaped(text) + "</h2>\n");
  }

  Html paragraph(String text) {
    return raw("<p>" + escaped(text) + "</p>\n");
  }

  /** Sentences, as a list. */
  Html list(List<String> sentences) {
    return raw(
        sentences.stream()
            .map(each -> "<li>" + escaped(each.strip()) + "</li>\n")
            .collect(Collectors.joining("", "<ul>\n", "</ul>\n")));
  }

  /** A table whose rows begin with their heading; an empty cell has a dash. */
  Html table(String caption, List<String> headings, List<List<String>> rows) {
    raw("<table>\n<caption>" + escaped(caption) + "</caption>\n<thead><tr>");
    headings.forEach(each -> raw("<th scope=\"col\">" + escaped(each) + "</th>"));
    raw("</tr></thead>\n<tbody>\n");
    for (List<String> row : rows) {
      raw("<tr><th scope=\"row\">" + escaped(row.get(0)) + "</th>");
      row.stream()
          .skip(1)
          .forEach(cell -> raw("<td>" + (cell.isEmpty() ? "\u2013" : escaped(cell)) + "</td>"));
      raw("</tr>\n");
    }
    return raw("</tbody>\n</table>\n");
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
