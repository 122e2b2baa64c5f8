package dev.throng.transforms.release.bounding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of one bucket, a column a field. */
final class PersonColumns {
  private static final int FIRST = 1024;

  /** The groups of one report, by number. */
  static final class Groups {
    private final List<List<String>> values = new ArrayList<>();
    private final Map<List<String>, Integer> numbers = new HashMap<>();

    int number(List<String> group) {
      Integer known = numbers.putIfAbsent(group, values.size());
      if (known != null) {
        return known;
      }
      values.add(group);
      return values.size() - 1;
    }

    List<String> values(int number) {
      return values.get(number);
    }
  }

  int size;
  int[] reports = new int[FIRST];
  long[] windows = new long[FIRST];
  long[] units = new long[FIRST];

  /** Numbers of the report's groups. */
  int[] groups = new int[FIRST];

  private int[] offsets = new int[FIRST];
  private long[] amounts = new long[FIRST];
  private int amountsSize;
  private final List<Groups> groupsByReport = new ArrayList<>();
  private final BlockReader reader;

  PersonColumns(List<Bounds> reports) {
    reader = new BlockReader(reports, PersonRows.fingerprint(reports));
    reports.forEach(report -> groupsByReport.add(new Groups()));
  }

  /** Adds the rows of a block. */
  void read(byte[] block) {
    reader.open(block);
    while (reader.next()) {
      if (size == reports.length) {
        grow();
      }
      int row = size++;
      reports[row] = reader.report;
      windows[row] = reader.window;
      units[row] = reader.unit;
      groups[row] = groupsByReport.get(reader.report).number(List.of(reader.group));
      offsets[row] = amountsSize;
      int count = reader.amounts.length;
      if (amountsSize + count > amounts.length) {
        amounts = Arrays.copyOf(amounts, 2 * amounts.length + count);
      }
      System.arraycopy(reader.amounts, 0, amounts, amountsSize, count);
      amountsSize += count;
    }
  }

  long amount(int row, int quantity) {
    return amounts[offsets[row] + quantity];
  }

  Groups groupsOf(int row) {
    return groupsByReport.get(reports[row]);
  }

  /** The rows by report, window, unit and group: a merge sort, from short runs to long ones. */
  int[] sorted() {
    int[] from = new int[size];
    for (int i = 0; i < size; i++) {
      from[i] = i;
    }
    int[] to = new int[size];
    for (long width = 1; width < size; width *= 2) {
      for (long start = 0; start < size; start += 2 * width) {
        int middle = (int) Math.min(start + width, size);
        int end = (int) Math.min(start + 2 * width, size);
        int left = (int) start;
        int right = middle;
        for (int i = left; i < end; i++) {
          boolean takeLeft =
              right == end || (left < middle && compare(from[left], from[right]) <= 0);
          to[i] = takeLeft ? from[left++] : from[right++];
        }
      }
      int[] other = from;
      from = to;
      to = other;
    }
    return from;
  }

  boolean sameWindow(int row, int other) {
    return reports[row] == reports[other] && windows[row] == windows[other];
  }

  boolean sameUnit(int row, int other) {
    return sameWindow(row, other) && units[row] == units[other];
  }

  private int compare(int row, int other) {
    int order = Integer.compare(reports[row], reports[other]);
    if (order == 0) {
      order = Long.compare(windows[row], windows[other]);
    }
    if (order == 0) {
      order = Long.compare(units[row], units[other]);
    }
    return order == 0 ? Integer.compare(groups[row], groups[other]) : order;
  }

  private void grow() {
    int length = 2 * reports.length;
    reports = Arrays.copyOf(reports, length);
    windows = Arrays.copyOf(windows, length);
    units = Arrays.copyOf(units, length);
    groups = Arrays.copyOf(groups, length);
    offsets = Arrays.copyOf(offsets, length);
  }
}
