package dev.throng.pipeline.stream;

import dev.throng.schemas.LedgerFact;
import dev.throng.transforms.parse.FactDecoder;
import dev.throng.transforms.parse.FactSink;
import dev.throng.transforms.parse.Headers;

/** When a fact was recorded. */
final class FactClock implements RecordClock, FactSink {
  private final FactDecoder decoder = new FactDecoder();
  private long time;

  /** Makes one on the worker; it lies in every checkpoint (F41). */
  record Of() implements Maker {
    @Override
    public RecordClock make() {
      return new FactClock();
    }
  }

  @Override
  public long timeOf(byte[] record, Headers headers) {
    time = UNKNOWN;
    decoder.decode(record, 0, record.length, this);
    return time;
  }

  @Override
  public void fact(LedgerFact fact) {
    Long recorded = fact.getRecordedAt();
    time = recorded == null ? UNKNOWN : recorded;
  }

  @Override
  public void unreadable() {
    // It does not tell.
  }
}
