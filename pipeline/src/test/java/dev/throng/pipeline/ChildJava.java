package dev.throng.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How tests begin a program in a Java machine of its own. */
public final class ChildJava {
  private ChildJava() {}

  /**
   * The command up to options of the caller's.
   *
   * @param heap its largest, as {@code -Xmx} takes it
   */
  public static List<String> java(String heap, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // They are over before the better compiler has paid: without it, a run takes half the time.
    command.addAll(List.of("-Xmx" + heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    for (String opened : List.of("lang", "util", "nio", "lang.invoke")) {
      command.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED"); // F5
    }
    command.addAll(List.of(options));
    return command;
  }

  /** The command of a program on the tests' class path, up to its arguments. */
  public static List<String> program(String heap, String main, String... options) {
    List<String> command = java(heap, options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    return command;
  }
}
