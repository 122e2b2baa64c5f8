package dev.throng.transforms.parse;

import com.google.common.base.Utf8;
import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.step.RejectReason;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The event that is being read, and the first thing that speaks against it. */
final class AvroDraft {

  private final ParseSettings settings;
  private IdentifiedEvent event = new IdentifiedEvent();
  private @Nullable RejectReason fault;
  private String faultAt = "";

  AvroDraft(ParseSettings settings) {
    this.settings = settings;
  }

  void reset() {
    event = new IdentifiedEvent();
    fault = null;
  }

  IdentifiedEvent event() {
    return event;
  }

  ParseSettings settings() {
    return settings;
  }

  /** Takes note that the record cannot be used; the next one can, as its form is known. */
  void fault(RejectReason reason, EventField field) {
    if (fault == null) {
      fault = reason;
      faultAt = field.path();
    }
  }

  @Nullable RejectReason fault() {
    return fault;
  }

  String faultAt() {
    return faultAt;
  }

  /** Reads a string; null where it cannot be used. */
  @Nullable String text(AvroBytes in, EventField field) throws Rejected {
    int length = in.length();
    int from = in.at();
    in.skip(length);
    if (length > settings.maxStringBytes()) {
      fault(RejectReason.LIMIT, field);
      return null;
    }
    byte[] bytes = in.bytes();
    if (Swar.isAscii(bytes, from, from + length)) {
      return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }
    if (!Utf8.isWellFormed(bytes, from, length)) {
      fault(RejectReason.INVALID_UTF8, field);
      return null;
    }
    return new String(bytes, from, length, StandardCharsets.UTF_8);
  }
}
