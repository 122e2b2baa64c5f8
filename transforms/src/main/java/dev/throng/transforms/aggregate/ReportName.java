package dev.throng.transforms.aggregate;

/** Names of reports: they become names of folders and tables, so they are plain. */
final class ReportName {
  private ReportName() {}

  /** The name itself where it is one; an IllegalArgumentException otherwise. */
  static String check(String name) {
    if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException(
          "must be at most 63 small letters, digits and _, a letter first, not '" + name + "'");
    }
    return name;
  }
}
