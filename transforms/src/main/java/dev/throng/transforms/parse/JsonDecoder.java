package dev.throng.transforms.parse;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Sink;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one event of {@code throng-json}. What is optional and not understood is null; what is
 * unknown is skipped and must be well-formed all the same; a word of consent that is not understood
 * refuses.
 */
final class JsonDecoder implements EventDecoder {

  private final int maxRecordBytes;
  private final JsonInput in;
  private final JsonSection record;
  private final JsonDraft draft = new JsonDraft();

  JsonDecoder(ParseSettings settings) {
    maxRecordBytes = settings.maxRecordBytes();
    in = new JsonInput(settings);
    record = JsonSection.record(settings);
  }

  @Override
  public void decode(byte[] bytes, int offset, int length, Sink<? super IdentifiedEvent> sink) {
    if (length > maxRecordBytes) {
      sink.reject(RejectReason.TOO_LARGE);
      return;
    }
    draft.reset();
    try {
      read(bytes, offset, length);
    } catch (Rejected rejected) {
      sink.reject(rejected.reason(), rejected.field());
      return;
    } catch (StreamConstraintsException e) {
      sink.reject(RejectReason.LIMIT);
      return;
    } catch (IOException e) {
      // The exception ends here: its message may quote the record (F22).
      sink.reject(RejectReason.MALFORMED);
      return;
    }
    sink.keep(draft.event());
  }

  private void read(byte[] bytes, int offset, int length) throws IOException, Rejected {
    try {
      in.open(bytes, offset, length);
      @Nullable JsonToken first = in.next();
      if (first != JsonToken.START_OBJECT) {
        throw in.reject(first == null ? RejectReason.EMPTY : RejectReason.NOT_AN_OBJECT);
      }
      record.read(in, draft);
      if (!ends()) {
        throw in.reject(RejectReason.TRAILING_CONTENT);
      }
    } finally {
      in.close();
    }
    IdentifiedEvent event = draft.event();
    if (event.getEventType() == null || event.getEventType().isEmpty()) {
      throw in.reject(RejectReason.MISSING_FIELD, EventField.TYPE);
    }
    if (event.getEventTime() == null) {
      throw in.reject(
          draft.hasBadTime() ? RejectReason.BAD_TIME : RejectReason.MISSING_FIELD, EventField.TIME);
    }
  }

  /** Whether nothing stands behind the object; it does not matter what, nor if it is JSON. */
  private boolean ends() throws Rejected {
    try {
      return in.next() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
