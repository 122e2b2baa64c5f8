package dev.throng.pipeline.read;

import dev.throng.pipeline.job.Job;
import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.Split;
import dev.throng.transforms.consent.ledger.AskedIds;
import dev.throng.transforms.parse.EventReader;
import dev.throng.transforms.parse.ParseSettings;
import dev.throng.transforms.step.KeptOnly;
import dev.throng.transforms.step.Sink;
import java.io.IOException;
import java.util.function.Consumer;

/** Hears events of a split that is read again later. */
final class FirstReading {
  private FirstReading() {}

  /**
   * Reads one split of a job for its events of one type, with what tells whose they are: most
   * records are passed over undecoded.
   *
   * @param events takes each event, perhaps others too, and must not hold on to it
   * @throws IOException where it cannot be read
   */
  static void ofType(String type, Job job, Split split, Consumer<IdentifiedEvent> events)
      throws IOException {
    ParseSettings parsing =
        ParseSettings.standard()
            .withMaxRecordBytes(job.limits().recordBytes())
            .withFields(AskedIds.FIELDS);
    Sink<IdentifiedEvent> hearing = new KeptOnly<>(events);
    try (EventReader reader = SplitRecords.openForType(type, job, split, parsing)) {
      while (reader.next(hearing)) {
        // The reader has told the events.
      }
    }
  }
}
