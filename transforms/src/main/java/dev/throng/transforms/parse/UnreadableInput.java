package dev.throng.transforms.parse;

import java.io.IOException;

/** A whole input is not of its format. The message never quotes what was read (law 5). */
public final class UnreadableInput extends IOException {
  private static final long serialVersionUID = 1L;

  UnreadableInput(String message) {
    super(message);
  }
}
