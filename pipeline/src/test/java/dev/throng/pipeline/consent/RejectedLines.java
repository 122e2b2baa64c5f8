package dev.throng.pipeline.consent;

import dev.throng.pipeline.consent.LedgerLine.Kind;
import java.util.List;
import java.util.Random;

/** Lines of a ledger of which nobody can tell whom they are about. */
final class RejectedLines {
  private static final List<String> NO_SUBJECT =
      List.of(
          "nonsense",
          "[]",
          "17",
          "null",
          "\"subject\"",
          "{}",
          "{\"purpose\":\"*\",\"state\":\"denied\",\"effective_at\":0}",
          "{\"subject\":null,\"purpose\":\"*\",\"state\":\"denied\",\"effective_at\":0}",
          "{\"subject\":\"user\",\"purpose\":\"*\",\"state\":\"denied\",\"effective_at\":0}");

  private final Random random;
  private final LedgerWriter writer;

  RejectedLines(Random random, LedgerWriter writer) {
    this.random = random;
    this.writer = writer;
  }

  /** A line that would deny everything, if it could be read. */
  LedgerLine of(Id id) {
    String subject = writer.subject(id);
    byte[] text =
        switch (random.nextInt(8)) {
          case 0 -> LedgerWriter.bytes(NO_SUBJECT.get(random.nextInt(NO_SUBJECT.size())));
          case 1 -> notUtf8(denial(subject));
          case 2 -> LedgerWriter.bytes(brokenOff(subject));
          case 3 -> LedgerWriter.bytes(denial(subject + ",\"subject\":" + subject));
          case 4 -> denialOf(id.type(), " ".repeat(random.nextInt(3)));
          case 5 -> denialOf(id.type(), id.text() + "x".repeat(1025 - id.text().length()));
          case 6 -> denialOf(id.type(), id.text() + '\u0007');
          default -> denialOf("person", id.text());
        };
    return new LedgerLine(Kind.REJECTED, text, List.of());
  }

  private byte[] denialOf(String type, String id) {
    return LedgerWriter.bytes(denial(writer.subject(new Id(type, id))));
  }

  private static String denial(String subject) {
    return "{\"subject\":"
        + subject
        + ",\"purpose\":\"*\",\"state\":\"denied\",\"effective_at\":0}";
  }

  private String brokenOff(String subject) {
    String text = "{\"state\":\"erased\",\"subject\":" + subject;
    return text.substring(0, 1 + random.nextInt(text.length() - 1));
  }

  private byte[] notUtf8(String text) {
    byte[] bytes = LedgerWriter.bytes(text);
    // From there on all is ASCII: half a character, and nothing that completes it.
    int fromEnd = text.length() - text.indexOf("denied") - random.nextInt(4);
    bytes[bytes.length - fromEnd] = (byte) 0xC3;
    return bytes;
  }
}
