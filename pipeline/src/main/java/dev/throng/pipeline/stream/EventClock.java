package dev.throng.pipeline.stream;

import dev.throng.pipeline.job.Job;
import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.parse.EventDecoder;
import dev.throng.transforms.parse.ParseSettings;
import dev.throng.transforms.step.DropReason;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Sink;
import dev.throng.transforms.step.Warning;
import java.util.Set;

/** When an event happened, by the decoder of its format, which skips all else. */
final class EventClock implements RecordClock, Sink<IdentifiedEvent> {
  private final EventDecoder decoder;
  private long time;

  EventClock(Job job) {
    decoder =
        job.events()
            .format()
            .decoder(
                ParseSettings.standard()
                    .withMaxRecordBytes(job.limits().recordBytes())
                    .withFields(Set.of("event_time")));
  }

  @Override
  public long timeOf(byte[] record) {
    time = UNKNOWN;
    try {
      decoder.decode(record, 0, record.length, this);
    } catch (RuntimeException quoting) {
      // F22, and a reader that throws is a crash loop (F13): whoever treats it counts it.
      return UNKNOWN;
    }
    return time;
  }

  @Override
  public void keep(IdentifiedEvent event) {
    Long told = event.getEventTime();
    time = told == null ? UNKNOWN : told;
  }

  @Override
  public void drop(DropReason reason) {
    // It does not tell.
  }

  @Override
  public void reject(RejectReason reason, String field) {
    // It does not tell.
  }

  @Override
  public void warn(Warning warning) {
    // Whoever treats it counts it.
  }
}
