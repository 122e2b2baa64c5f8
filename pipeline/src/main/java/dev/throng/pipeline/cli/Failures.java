package dev.throng.pipeline.cli;

import dev.throng.pipeline.read.LedgerException;
import dev.throng.pipeline.read.MissingInputException;
import dev.throng.transforms.parse.UnreadableInput;
import dev.throng.transforms.pseudonymize.CoverageException;
import dev.throng.transforms.pseudonymize.geo.GeoDataException;
import dev.throng.transforms.pseudonymize.key.KeyException;
import dev.throng.transforms.settings.PrivacyException;
import dev.throng.transforms.settings.SettingsException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.util.SerializedThrowable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Says in one sentence what went wrong, and with which code the command ends. */
final class Failures implements CommandLine.IExecutionExceptionHandler {
  /** The first that is found in the chain of causes decides. */
  private static final Map<Class<? extends Throwable>, Integer> CODES = new LinkedHashMap<>();

  static {
    CODES.put(CoverageException.class, ExitCode.PRIVACY);
    CODES.put(PrivacyException.class, ExitCode.PRIVACY);
    CODES.put(SettingsException.class, ExitCode.USAGE);
    CODES.put(MissingInputException.class, ExitCode.INPUT);
    CODES.put(LedgerException.class, ExitCode.INPUT);
    CODES.put(UnreadableInput.class, ExitCode.INPUT);
    CODES.put(GeoDataException.class, ExitCode.INPUT);
    CODES.put(KeyException.class, ExitCode.INPUT);
    CODES.put(FileNotFoundException.class, ExitCode.INPUT);
    CODES.put(IOException.class, ExitCode.FAILED);
    CODES.put(IllegalStateException.class, ExitCode.FAILED);
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    if (System.getenv("THRONG_TRACE") != null) {
      failure.printStackTrace(command.getErr());
    }
    for (Map.Entry<Class<? extends Throwable>, Integer> known : CODES.entrySet()) {
      for (Throwable cause = failure; cause != null; cause = next(cause)) {
        String message = message(cause, known.getKey());
        if (message != null) {
          command.getErr().println("throng: " + message);
          return known.getValue();
        }
      }
    }
    // F22: the message of what nobody foresaw may quote data.
    command
        .getErr()
        .println(
            "throng: the run failed ("
                + failure.getClass().getSimpleName()
                + "); set THRONG_TRACE=1 to see where, and do not share what that shows");
    return ExitCode.FAILED;
  }

  private static @Nullable Throwable next(Throwable cause) {
    return cause.getCause() == cause ? null : cause.getCause();
  }

  /** The message of a cause of that class; Flink's wrapping keeps only its name. */
  private static @Nullable String message(Throwable cause, Class<? extends Throwable> known) {
    if (cause instanceof SerializedThrowable serialized) {
      return serialized.getOriginalErrorClassName().equals(known.getName())
          ? tail(serialized.getMessage())
          : null;
    }
    if (!known.isInstance(cause) || foreign(cause)) {
      return null;
    }
    return cause instanceof UnknownHostException ? unknown(cause) : cause.getMessage();
  }

  /** Java says the name only, once or twice. */
  private static String unknown(Throwable cause) {
    String said = String.valueOf(cause.getMessage());
    int colon = said.indexOf(':');
    return "no address is known of the host '"
        + (colon < 0 ? said : said.substring(0, colon))
        + "': name it in DNS or /etc/hosts; if it is this machine's own name, Flink needs it too";
  }

  /** Subclasses of what is known here, from libraries, say anything. */
  private static boolean foreign(Throwable cause) {
    String name = cause.getClass().getName();
    return !name.startsWith("dev.throng.") && !name.startsWith("java.");
  }

  private static @Nullable String tail(@Nullable String message) {
    return message == null ? null : message.substring(message.indexOf(": ") + 1).strip();
  }
}
