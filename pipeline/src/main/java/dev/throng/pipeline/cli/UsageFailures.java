package dev.throng.pipeline.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what is wrong with a command line. Where ids may stand in it, nothing of it is quoted: what
 * is printed may be kept by whoever keeps logs.
 */
final class UsageFailures implements IParameterExceptionHandler {
  private static final List<String> ABOUT_PEOPLE = List.of("ledger", "subject");
  private static final List<String> IDS = List.of("--device", "--cookie", "--user", "--company");

  private final IParameterExceptionHandler otherwise;

  /** Leaves the command lines that hold no id to another. */
  UsageFailures(IParameterExceptionHandler otherwise) {
    this.otherwise = otherwise;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) throws Exception {
    if (Arrays.stream(arguments).noneMatch(UsageFailures::hintsAtIds)) {
      return otherwise.handleParseException(failure, arguments);
    }
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.printf(
        "throng: %s; see '%s --help'%n",
        sentence(failure), command.getCommandSpec().qualifiedName());
    return ExitCode.USAGE;
  }

  private static boolean hintsAtIds(String argument) {
    return ABOUT_PEOPLE.contains(argument) || IDS.stream().anyMatch(argument::startsWith);
  }

  private static String sentence(ParameterException failure) {
    // These two name options and parameters, and no value.
    if (failure instanceof MissingParameterException
        || failure instanceof OverwrittenOptionException) {
      return String.valueOf(failure.getMessage());
    }
    if (failure instanceof UnmatchedArgumentException) {
      return "the command line holds something that is neither an option's value nor known";
    }
    return "a value on the command line is not of its option's kind";
  }
}
