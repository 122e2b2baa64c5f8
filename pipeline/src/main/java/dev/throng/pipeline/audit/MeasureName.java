package dev.throng.pipeline.audit;

import java.util.regex.Pattern;

/** The names of columns that hold measures, with what noise adds to them. */
final class MeasureName {
  private static final Pattern MEASURE =
      Pattern.compile(
          "(?:events|rows|conversions|sessions|unique_[a-z_]+|sum_[a-z_]+|mean_[a-z_]+|open_rate"
              + "|bounce_rate|conversion_rate|pages_per_session|average_session_seconds)"
              + "(?:_error|_low|_high|_draw)?");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");

  private MeasureName() {}

  static boolean is(String column) {
    return MEASURE.matcher(column).matches();
  }

  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }
}
