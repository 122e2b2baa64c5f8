package dev.throng.pipeline.run;

/** The version of Throng, as its jar says. */
public final class Version {
  private Version() {}

  /** As in {@code 0.1.0}; {@code development} where Throng does not run from its jar. */
  public static String of() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
