package dev.throng.transforms.pseudonymize.agent;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operating systems that client hints may name, and the families of uap-core that they are. */
enum Platform {
  WINDOWS("Windows", "Windows"),
  MACOS("macOS", "Mac OS X"),
  ANDROID("Android", "Android"),
  IOS("iOS", "iOS"),
  CHROME_OS("Chrome OS", "Chrome OS"),
  CHROMIUM_OS("Chromium OS", "Chrome OS"),
  FUCHSIA("Fuchsia", "Fuchsia"),
  LINUX("Linux", "Linux");

  /** Systems that the hint Linux contradicts; any other is a kind of Linux, and says more. */
  private static final Set<String> NOT_LINUX =
      Set.of("Windows", "Mac OS X", "Android", "iOS", "Chrome OS");

  private static final Platform[] ALL = values();

  private final String name;
  private final String family;

  Platform(String name, String family) {
    this.name = name;
    this.family = family;
  }

  /** The system of this name, or null if there is none. */
  static @Nullable Platform of(@Nullable String name) {
    for (Platform platform : ALL) {
      if (platform.name.equals(name)) {
        return platform;
      }
    }
    return null;
  }

  /** The family, seeing which one the text of the agent gave. */
  String family(@Nullable String told) {
    return this == LINUX && told != null && !NOT_LINUX.contains(told) ? told : family;
  }

  /**
   * The major version that a hint of the version means, or null. Windows counts its own way: 0.1 is
   * 7, 0.2 and 0.3 are 8, up to 10 is 10, and from 13 on it is 11.
   */
  @Nullable String major(@Nullable String version) {
    String major = Families.major(version);
    if (major == null || version == null || this != WINDOWS) {
      return major;
    }
    int number = Integer.parseInt(major);
    if (number >= 13) {
      return "11";
    }
    if (number > 0) {
      return "10";
    }
    if (version.startsWith("0.1")) {
      return "7";
    }
    return version.startsWith("0.2") || version.startsWith("0.3") ? "8" : null;
  }
}
