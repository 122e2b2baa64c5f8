package dev.throng.transforms.settings;

/**
 * A settings file asks for what a privacy rule refuses. The message is one sentence for people; the
 * start fails, with exit code 5.
 */
public final class PrivacyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Refuses, for that reason. */
  public PrivacyException(String message) {
    super(message);
  }
}
