package dev.throng.transforms.parse;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Sink;

/** Decodes one record of a topic. Belongs to one thread, and keeps nothing of the record. */
@FunctionalInterface
public interface MessageDecoder {

  /**
   * Decodes a record and tells the sink, once, what became of it. Throws nothing for bad content.
   */
  void decode(byte[] value, Headers headers, Sink<? super IdentifiedEvent> sink);

  /** For a format that knows no headers: the value alone is the record. */
  static MessageDecoder of(EventDecoder decoder) {
    return (value, headers, sink) -> {
      if (value.length == 0) {
        sink.reject(RejectReason.EMPTY);
      } else {
        decoder.decode(value, 0, value.length, sink);
      }
    };
  }
}
