package dev.throng.pipeline.deploy;

import java.util.regex.Pattern;

/** What tells a secret, and an image that can change. */
final class Secrets {
  private static final Pattern NAME =
      Pattern.compile("(?i).*(password|passwd|secret|token|credential|master|api_?key).*");

  private Secrets() {}

  /** Whether a variable of that name would hold a secret. One that names its file does not. */
  static boolean named(String variable) {
    return NAME.matcher(variable).matches() && !variable.endsWith("_FILE");
  }

  /** Whether an image's name says which one of all versions it is. */
  static boolean pinned(String image) {
    return image.matches(".+:\\d+\\.\\d+.*") || image.matches(".+:v\\d+\\.\\d+.*");
  }
}
