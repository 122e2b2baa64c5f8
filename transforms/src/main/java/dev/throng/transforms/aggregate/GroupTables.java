package dev.throng.transforms.aggregate;

import dev.throng.schemas.Aggregate;
import java.util.List;
import java.util.function.Consumer;

/**
 * The groups of all reports that a worker holds. It says when they are too many (F31), so that
 * whoever fills it gives them away.
 */
final class GroupTables {
  /** Groups held at most, over all reports. */
  static final int MOST_GROUPS = 10_000;

  /** Bytes held at most, roughly: groups and their sets. */
  static final long MOST_BYTES = 48L << 20;

  private final GroupTable[] tables;
  private final int mostGroups;
  private final long mostBytes;
  private int groups;
  private long bytes;

  GroupTables(List<Program> programs, int mostGroups, long mostBytes) {
    this.tables = programs.stream().map(GroupTable::new).toArray(GroupTable[]::new);
    this.mostGroups = mostGroups;
    this.mostBytes = mostBytes;
  }

  /** The group of that program's probe and the window, made where there is none. */
  GroupTable.Entry at(int program, long window) {
    GroupTable table = tables[program];
    int before = table.size();
    GroupTable.Entry entry = table.at(window);
    if (table.size() != before) {
      groups++;
      bytes += table.entryBytes();
    }
    return entry;
  }

  /** Says that groups hold so many bytes more. */
  void grew(int more) {
    bytes += more;
  }

  boolean tooMany() {
    return groups > mostGroups || bytes > mostBytes;
  }

  /** Gives every group away and forgets it. The order is none that anyone may rely on. */
  void drain(Consumer<Aggregate> out) {
    for (GroupTable table : tables) {
      table.drain(out);
    }
    groups = 0;
    bytes = 0;
  }
}
