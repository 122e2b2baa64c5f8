package dev.throng.pipeline.cli;

/** What the shell is told. */
final class ExitCode {
  static final int DONE = 0;
  static final int FAILED = 1;

  /** Of the command line, the job file or a file of settings that it names. */
  static final int USAGE = 2;

  static final int INPUT = 3;

  /** More was rejected than the job allows. */
  static final int REJECTED = 4;

  static final int PRIVACY = 5;

  private ExitCode() {}
}
