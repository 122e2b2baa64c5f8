package dev.throng.transforms.release;

import java.util.List;

/**
 * The groups that share the first values, on their way up: rows that stand, or one heap that is
 * still too small to stand and looks for company.
 *
 * @param prefix the shared values; the last is what names the node among its siblings
 * @param rows what stands below, with all their values
 * @param whole all of it in union
 * @param people how many that is
 * @param finest how many finest groups it is made of
 * @param merged how many of them do not stand by themselves
 */
record Node<T>(
    List<String> prefix, List<Row<T>> rows, T whole, long people, long finest, long merged) {
  String name() {
    return prefix.get(prefix.size() - 1);
  }
}
