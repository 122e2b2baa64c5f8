package dev.throng.pipeline.audit;

import java.util.Set;

/** What a row is, told by its columns: files may have been moved and renamed. */
enum RowKind {
  EVENT("stored event"),
  TABLE("row of a table"),
  EXTRACT("row of an extract"),
  REJECTION("rejection"),
  MANIFEST("manifest"),
  OTHER("something else");

  final String words;

  RowKind(String words) {
    this.words = words;
  }

  static RowKind of(Set<String> columns) {
    if (columns.contains("window_start") && columns.contains("window_end")) {
      return columns.contains("rows") ? EXTRACT : TABLE;
    }
    if (columns.contains("event_time") && columns.contains("event_type")) {
      return EVENT;
    }
    if (columns.contains("stage") && columns.contains("reason") && columns.contains("offset")) {
      return REJECTION;
    }
    return columns.contains("records_read") ? MANIFEST : OTHER;
  }
}
