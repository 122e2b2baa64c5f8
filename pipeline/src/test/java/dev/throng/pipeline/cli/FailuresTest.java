package dev.throng.pipeline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Failures of Java's own, whose messages say too little. */
class FailuresTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"worker-7", "worker-7: Name or service not known", "worker-7: worker-7: x"})
  void aHostWithoutAnAddressIsNamed(String message) {
    StringWriter err = new StringWriter();
    CommandLine command = Throng.command().setErr(new PrintWriter(err, true));
    int code =
        new Failures()
            .handleExecutionException(
                new IllegalArgumentException(new UnknownHostException(message)),
                command,
                command.parseArgs());
    assertEquals(
        "throng: no address is known of the host 'worker-7': name it in DNS or /etc/hosts; if it is"
            + " this machine's own name, Flink needs it too",
        err.toString().strip());
    assertEquals(ExitCode.FAILED, code);
  }
}
