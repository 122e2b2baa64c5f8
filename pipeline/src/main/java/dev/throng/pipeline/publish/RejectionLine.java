package dev.throng.pipeline.publish;

import dev.throng.schemas.Rejection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A rejection as a line of JSON. */
final class RejectionLine {
  private static final byte[] STAGE = ascii("{\"stage\":");
  private static final byte[] REASON = ascii(",\"reason\":");
  private static final byte[] FIELD = ascii(",\"field\":");
  private static final byte[] FILE = ascii(",\"file\":");
  private static final byte[] OFFSET = ascii(",\"offset\":");

  private static final byte[] SEALED = ascii(",\"sealed\":");

  private RejectionLine() {}

  static void write(JsonText to, Rejection rejection) throws IOException {
    to.raw(STAGE);
    to.string(rejection.getStage());
    to.raw(REASON);
    to.string(rejection.getReason());
    String field = rejection.getField();
    if (field != null) {
      to.raw(FIELD);
      to.string(field);
    }
    to.raw(FILE);
    to.string(rejection.getFile());
    to.raw(OFFSET);
    to.number(rejection.getOffset());
    String sealed = rejection.getSealed();
    if (sealed != null) {
      to.raw(SEALED);
      to.string(sealed);
    }
    to.raw('}');
    to.endLine();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
