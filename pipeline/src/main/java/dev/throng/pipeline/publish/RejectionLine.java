package dev.throng.pipeline.publish;

import dev.throng.schemas.Rejection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A rejection as a line of JSON. */
final class RejectionLine {
  private static final byte[] STAGE = ascii("{\"stage\":");
  private static final byte[] REASON = ascii(",\"reason\":");
  private static final byte[] FIELD = ascii(",\"field\":");
  private static final byte[] FILE = ascii("\"file\":");
  private static final byte[] OFFSET = ascii(",\"offset\":");

  private static final byte[] SEALED = ascii(",\"sealed\":");

  private RejectionLine() {}

  static void write(JsonText to, Rejection rejection) throws IOException {
    reason(to, rejection);
    place(to, rejection);
    String sealed = rejection.getSealed();
    if (sealed != null) {
      to.raw(SEALED);
      to.string(sealed);
    }
    to.raw('}');
    to.endLine();
  }

  /** The key of a rejection among all of a topic's: where its record lies. */
  static byte[] key(Rejection rejection) {
    return bytes(
        to -> {
          to.raw('{');
          place(to, rejection);
        });
  }

  /** A rejection without what is sealed. */
  static byte[] record(Rejection rejection) {
    return bytes(
        to -> {
          reason(to, rejection);
          place(to, rejection);
        });
  }

  private static byte[] bytes(Consumer<JsonText> members) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonText json = new JsonText(Channels.newChannel(out))) {
      members.accept(json);
      json.raw('}');
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static void reason(JsonText to, Rejection rejection) {
    to.raw(STAGE);
    to.string(rejection.getStage());
    to.raw(REASON);
    to.string(rejection.getReason());
    String field = rejection.getField();
    if (field != null) {
      to.raw(FIELD);
      to.string(field);
    }
    to.raw(',');
  }

  private static void place(JsonText to, Rejection rejection) {
    to.raw(FILE);
    to.string(rejection.getFile());
    to.raw(OFFSET);
    to.number(rejection.getOffset());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
