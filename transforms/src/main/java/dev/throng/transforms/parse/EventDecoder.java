package dev.throng.transforms.parse;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.step.Sink;

/**
 * Decodes one record, wherever its bytes come from. Belongs to one thread. It may hold on to the
 * array of the last record, and reads it only while it decodes.
 */
public interface EventDecoder {

  /**
   * Decodes the record in {@code length} bytes from {@code offset} and tells the sink, once, what
   * became of it. Throws nothing for bad content.
   */
  void decode(byte[] bytes, int offset, int length, Sink<? super IdentifiedEvent> sink);
}
