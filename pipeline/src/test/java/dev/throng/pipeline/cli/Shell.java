package dev.throng.pipeline.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Runs commands, and looks for what they must never say. */
final class Shell {
  private final List<String> secrets;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<List<String>, CommandLine> made = new HashMap<>();

  /** A shell in which none of these may be printed. */
  Shell(String... secrets) {
    this.secrets = List.of(secrets);
  }

  int throng(String... arguments) {
    return throng(Throng.command(), arguments);
  }

  /**
   * The same for words that are said time and again: what reads them is made once, which takes
   * longer than most that is done with them.
   */
  int again(String... arguments) {
    return throng(made.computeIfAbsent(List.of(arguments), key -> Throng.command()), arguments);
  }

  private int throng(CommandLine command, String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int code = command.execute(arguments);
    for (String secret : secrets) {
      assertFalse((out.toString() + err).contains(secret), () -> out + "\n" + err);
    }
    return code;
  }

  /** The same with that as the standard input. */
  int throngOn(String in, String... arguments) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)));
    try {
      return throng(arguments);
    } finally {
      System.setIn(before);
    }
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }
}
