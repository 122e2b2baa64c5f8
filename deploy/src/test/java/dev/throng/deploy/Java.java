package dev.throng.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands that start another Java like this one. */
final class Java {
  private Java() {}

  static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    return command;
  }
}
