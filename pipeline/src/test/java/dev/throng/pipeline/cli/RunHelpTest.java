package dev.throng.pipeline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.pipeline.run.StreamOption;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code throng run --help} tells every option of a job over topics. */
class RunHelpTest {
  @Test
  void namesEachOptionWithWhatItIs() {
    StringWriter out = new StringWriter();
    CommandLine command = Throng.command();
    command.setOut(new PrintWriter(out, true));
    assertEquals(0, command.execute("run", "--help"));
    List<String> lines = out.toString().lines().map(String::strip).toList();
    for (StreamOption option : StreamOption.ALL) {
      List<String> told =
          lines.stream().filter(line -> line.startsWith(option.said() + " ")).toList();
      assertEquals(1, told.size(), option.said());
      assertTrue(told.get(0).endsWith(option.why()), told.get(0));
      assertEquals(option.fixed(), told.get(0).contains(" always; "), told.get(0));
    }
    lines.forEach(line -> assertTrue(line.length() <= 100, line));
  }
}
