package dev.throng.pipeline.read;

/** An input file is missing. The message is one sentence for people. */
public final class MissingInputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** A missing input, in one sentence. */
  public MissingInputException(String message) {
    super(message);
  }
}
