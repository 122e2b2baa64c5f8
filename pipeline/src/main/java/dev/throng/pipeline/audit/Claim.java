package dev.throng.pipeline.audit;

/**
 * What a subtraction tells, said once for all windows and groups in which it does.
 *
 * @param what was subtracted, as in {@code a less b leaves}
 * @param advice what follows from it
 */
record Claim(Severity severity, String what, String advice) {

  static Claim ofSubtotals(Series series) {
    return new Claim(
        Severity.SEVERE,
        "subtotals of " + name(series) + " less their rows leave",
        ": delete the table, and release the window again");
  }

  static Claim ofReleases(Series series) {
    return new Claim(
        Severity.SEVERE,
        "two releases of " + name(series) + " differ by",
        ", as before and after an erasure: keep only the later one");
  }

  static Claim ofNested(Series wide, Series narrow) {
    return new Claim(
        Severity.WARNING,
        name(wide) + " less " + name(narrow) + " leaves",
        " if the one counts all that the other does: raise at_least of both, or keep them from the"
            + " same readers");
  }

  static Claim ofThree(Series wide, Series one, Series other) {
    return new Claim(
        Severity.WARNING,
        name(wide) + " less " + name(one) + " and " + name(other) + " leaves",
        " if the first counts all that the others do, and these nothing twice: raise at_least of"
            + " all, or keep them from the same readers");
  }

  String sentence(int k, long least) {
    return what + " fewer than " + k + " people (least " + least + ")" + advice;
  }

  private static String name(Series series) {
    return Text.name(series.report());
  }
}
