package dev.throng.transforms.pseudonymize.key;

/**
 * A key cannot be made or used. The message is one sentence that names the place and what to do; it
 * never holds key material, and there is never a cause, whose message might (F22).
 */
public final class KeyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  KeyException(String message) {
    super(message);
  }
}
