package dev.throng.pipeline.audit;

import java.io.IOException;

/** Says in words of our own what is wrong with a file; a library's may quote it (F22). */
final class BrokenFileException extends IOException {
  private static final long serialVersionUID = 1;

  private final String why;

  /**
   * Of a file of which not all can be read.
   *
   * @param why as in "a quotation mark is not closed"; never of what stands in the file
   */
  BrokenFileException(String why) {
    super(why);
    this.why = why;
  }

  String why() {
    return why;
  }
}
