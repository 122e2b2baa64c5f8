package dev.throng.transforms.pseudonymize;

/**
 * A policy file leaves raw data without a treatment that fits it (law 2): the start fails, with
 * exit code 5. The message is one sentence for people, and names file, class and field.
 */
public final class CoverageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  CoverageException(String message) {
    super(message);
  }
}
