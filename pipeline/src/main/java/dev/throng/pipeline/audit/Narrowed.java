package dev.throng.pipeline.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where the tables of two series narrow each other's groups to fewer than k people. */
final class Narrowed {
  private final String file;
  private final Set<String> files = new HashSet<>();
  private final Set<List<String>> groups = new HashSet<>();
  private long least = Long.MAX_VALUE;

  Narrowed(String file) {
    this.file = file;
  }

  /** A group of a table, named by its window and its values, holds that many people at most. */
  void add(ReleasedTable table, List<String> group, long people) {
    files.add(table.file.place());
    List<String> named = new ArrayList<>(group);
    named.add(Long.toString(table.start));
    groups.add(named);
    least = Math.min(least, people);
  }

  Where where() {
    return new Where(file, files.size(), "", groups.size());
  }

  long least() {
    return least;
  }
}
