package dev.throng.pipeline.stream;

import dev.throng.pipeline.job.Job;
import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.parse.Headers;
import dev.throng.transforms.parse.MessageDecoder;
import dev.throng.transforms.parse.ParseSettings;
import dev.throng.transforms.step.KeptOnly;
import dev.throng.transforms.step.Sink;
import java.util.Set;

/** When an event happened, by the decoder of its format, which skips all else. */
final class EventClock implements RecordClock {
  private final MessageDecoder decoder;
  private final Sink<IdentifiedEvent> teller = new KeptOnly<>(this::tell);
  private long time;

  EventClock(Job job) {
    decoder =
        job.events()
            .format()
            .messages(
                ParseSettings.standard()
                    .withMaxRecordBytes(job.limits().recordBytes())
                    .withFields(Set.of("event_time")));
  }

  @Override
  public long timeOf(byte[] value, Headers headers) {
    time = UNKNOWN;
    try {
      decoder.decode(value, headers, teller);
    } catch (RuntimeException quoting) {
      // F22, and a reader that throws is a crash loop (F13): whoever treats it counts it.
      return UNKNOWN;
    }
    return time;
  }

  private void tell(IdentifiedEvent event) {
    Long told = event.getEventTime();
    time = told == null ? UNKNOWN : told;
  }
}
