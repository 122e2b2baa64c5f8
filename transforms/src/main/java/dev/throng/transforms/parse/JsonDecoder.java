package dev.throng.transforms.parse;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Sink;

/**
 * Decodes one event of {@code throng-json}. What is optional and not understood is null; what is
 * unknown is skipped and must be well-formed all the same; a word of consent that is not understood
 * refuses.
 */
final class JsonDecoder implements EventDecoder {

  private final int maxRecordBytes;
  private final JsonScanner scanner;
  private final JsonSection record;
  private final JsonDraft draft = new JsonDraft();

  JsonDecoder(ParseSettings settings) {
    maxRecordBytes = settings.maxRecordBytes();
    scanner = new JsonScanner(settings);
    record = JsonSection.record(settings);
  }

  @Override
  public void decode(byte[] bytes, int offset, int length, Sink<? super IdentifiedEvent> sink) {
    if (length > maxRecordBytes) {
      sink.reject(RejectReason.TOO_LARGE);
      return;
    }
    scanner.reset(bytes, offset, offset + length);
    draft.reset();
    try {
      read();
    } catch (Rejected rejected) {
      sink.reject(rejected.reason(), rejected.field());
      return;
    }
    sink.keep(draft.event());
  }

  private void read() throws Rejected {
    switch (scanner.peek()) {
      case -1 -> throw scanner.reject(RejectReason.EMPTY);
      case '{' -> record.read(scanner, draft);
      case '[', '"', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
          throw scanner.reject(RejectReason.NOT_AN_OBJECT);
      default -> {
        scanner.literal();
        throw scanner.reject(RejectReason.NOT_AN_OBJECT);
      }
    }
    if (scanner.peek() != -1) {
      throw scanner.reject(RejectReason.TRAILING_CONTENT);
    }
    IdentifiedEvent event = draft.event();
    if (event.getEventType() == null || event.getEventType().isEmpty()) {
      throw scanner.reject(RejectReason.MISSING_FIELD, EventField.TYPE);
    }
    if (event.getEventTime() == null) {
      throw scanner.reject(
          draft.hasBadTime() ? RejectReason.BAD_TIME : RejectReason.MISSING_FIELD, EventField.TIME);
    }
  }
}
