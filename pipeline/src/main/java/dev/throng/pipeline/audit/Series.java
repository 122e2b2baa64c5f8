package dev.throng.pipeline.audit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one report in one output.
 *
 * @param root which of the audited folders they lie in
 * @param output the folder and the form that they lie in
 * @param report the report's name
 * @param dimensions its dimensions
 * @param length of its windows, in milliseconds
 */
record Series(int root, String output, String report, List<String> dimensions, long length) {

  /** Whether both are of one report: two releases of the same. */
  boolean isOfSameReport(Series other) {
    return report.equals(other.report)
        && dimensions.equals(other.dimensions)
        && length == other.length;
  }

  /** The dimensions of one, if the other has all of them, in whatever order; or null. */
  @Nullable List<String> common(Series other) {
    if (other.dimensions.containsAll(dimensions)) {
      return dimensions;
    }
    return dimensions.containsAll(other.dimensions) ? other.dimensions : null;
  }

  /** Whether it has all of these dimensions. */
  boolean has(List<String> names) {
    return dimensions.containsAll(names);
  }

  List<Integer> places(List<String> names) {
    List<Integer> places = new ArrayList<>();
    names.forEach(name -> places.add(dimensions.indexOf(name)));
    return places;
  }
}
