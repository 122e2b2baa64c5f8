package dev.throng.transforms.parse;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Sink;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one event that is an object of JSON. What is optional and not understood is null; what is
 * unknown is skipped, counted, and must be well-formed all the same; a word of consent that is not
 * understood refuses.
 */
final class JsonDecoder implements EventDecoder {

  private final int maxRecordBytes;
  private final JsonInput in;
  private final JsonMember record;
  private final String type;
  private final String time;
  private final Draft draft = new Draft();

  /** Decodes {@code throng-json}. */
  JsonDecoder(ParseSettings settings) {
    this(settings, JsonSection.record(settings), EventField.TYPE, EventField.TIME);
  }

  /**
   * Decodes another format.
   *
   * @param record reads a record
   * @param type what rejections call the field of the event's type
   * @param time what they call that of its time
   */
  JsonDecoder(ParseSettings settings, JsonMember record, String type, String time) {
    maxRecordBytes = settings.maxRecordBytes();
    in = new JsonInput(settings);
    this.record = record;
    this.type = type;
    this.time = time;
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
    draft.tell(sink);
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
    draft.finish(in.reject(RejectReason.MALFORMED), type, time);
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
