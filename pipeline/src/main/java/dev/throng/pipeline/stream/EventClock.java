package dev.throng.pipeline.stream;

import dev.throng.pipeline.job.Job;
import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.parse.EventForm;
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

  private EventClock(EventForm form, int mostBytes) {
    decoder =
        form.messages(
            ParseSettings.standard()
                .withMaxRecordBytes(mostBytes)
                .withFields(Set.of("event_time")));
  }

  /**
   * Makes one on the worker. It lies in every checkpoint, by the names of its parts (F41).
   *
   * @param form of the events
   * @param mostBytes the longest record
   */
  record Of(EventForm form, int mostBytes) implements Maker {
    static Of job(Job job) {
      return new Of(job.events().format(), job.limits().recordBytes());
    }

    @Override
    public RecordClock make() {
      return new EventClock(form, mostBytes);
    }
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
