package dev.throng.transforms.parse;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Sink;
import org.apache.avro.SchemaNormalization;

/**
 * Decodes one event in Avro's single-object encoding, as {@code IdentifiedEvent.getEncoder()}
 * writes it: two bytes of mark, eight of the schema's fingerprint, the record. Another schema than
 * {@code IdentifiedEvent} is not known here, as there is nobody to ask for it.
 */
final class AvroDecoder implements EventDecoder {

  private static final int HEAD_BYTES = 10;
  private static final long FINGERPRINT =
      SchemaNormalization.parsingFingerprint64(IdentifiedEvent.getClassSchema());

  private final AvroEvents events;
  private final AvroBytes in = new AvroBytes();
  private final int maxRecordBytes;

  AvroDecoder(ParseSettings settings) {
    maxRecordBytes = settings.maxRecordBytes();
    try {
      events = AvroEvents.of(IdentifiedEvent.getClassSchema(), settings);
    } catch (UnreadableInput e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void decode(byte[] bytes, int offset, int length, Sink<? super IdentifiedEvent> sink) {
    if (length == 0) {
      sink.reject(RejectReason.EMPTY);
    } else if (length > maxRecordBytes) {
      sink.reject(RejectReason.TOO_LARGE);
    } else if (length < HEAD_BYTES
        || (bytes[offset] & 0xff) != 0xc3
        || bytes[offset + 1] != 1
        || Swar.eight(bytes, offset + 2) != FINGERPRINT) {
      sink.reject(RejectReason.MALFORMED);
    } else {
      record(bytes, offset + HEAD_BYTES, offset + length, sink);
    }
  }

  private void record(byte[] bytes, int from, int to, Sink<? super IdentifiedEvent> sink) {
    in.reset(bytes, from, to);
    try {
      events.read(in);
    } catch (Rejected e) {
      sink.reject(RejectReason.MALFORMED);
      return;
    }
    if (in.left() > 0) {
      sink.reject(RejectReason.TRAILING_CONTENT);
    } else {
      events.tell(sink);
    }
  }
}
