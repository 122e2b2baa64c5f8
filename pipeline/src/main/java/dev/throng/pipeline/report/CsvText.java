package dev.throng.pipeline.report;

import java.util.ArrayList;
import java.util.List;

/** Records of CSV (RFC 4180), with line feeds or both line ends. */
final class CsvText {
  private final String text;
  private int at;

  private CsvText(String text) {
    this.text = text;
  }

  /**
   * All records, the header among them.
   *
   * @throws IllegalArgumentException if a quotation mark is not closed
   */
  static List<List<String>> records(String text) {
    CsvText csv = new CsvText(text);
    List<List<String>> records = new ArrayList<>();
    while (csv.at < text.length()) {
      records.add(csv.record());
    }
    return records;
  }

  private List<String> record() {
    List<String> values = new ArrayList<>();
    while (true) {
      values.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
      if (at >= text.length()) {
        return values;
      }
      char end = text.charAt(at);
      at++;
      if (end == '\r' && at < text.length() && text.charAt(at) == '\n') {
        at++;
      }
      if (end != ',') {
        return values;
      }
    }
  }

  private String plain() {
    int start = at;
    while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  private String quoted() {
    StringBuilder value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        if (at >= text.length() || text.charAt(at) != '"') {
          return value + plain();
        }
      }
      value.append(c);
    }
    throw new IllegalArgumentException("A quotation mark is not closed.");
  }
}
