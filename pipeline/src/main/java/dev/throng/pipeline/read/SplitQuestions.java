package dev.throng.pipeline.read;

import dev.throng.pipeline.job.Job;
import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.Split;
import dev.throng.transforms.consent.ledger.AskedIds;
import dev.throng.transforms.consent.ledger.BlockSink;
import dev.throng.transforms.consent.ledger.FactRows;
import dev.throng.transforms.consent.ledger.Objections;
import dev.throng.transforms.consent.ledger.Questions;
import dev.throng.transforms.parse.EventReader;
import dev.throng.transforms.parse.ParseSettings;
import dev.throng.transforms.pseudonymize.key.JoinPseudonyms;
import dev.throng.transforms.step.KeptOnly;
import dev.throng.transforms.step.Sink;
import java.io.IOException;

/**
 * Reads splits a first time, for their ids alone: asks a shuffled ledger about each event, and
 * writes down who unsubscribed. What leaves it are join pseudonyms and times (law 1). Made on the
 * worker, for one thread.
 */
public final class SplitQuestions {
  private final WorkerSettings settings;
  private final ParseSettings parsing;
  private final Questions questions;
  private final FactRows objected;
  private final Objections objections;

  /**
   * Opens the join key.
   *
   * @param blocks takes questions and facts, whenever there are enough, and at the end of a split
   */
  public SplitQuestions(WorkerSettings settings, BlockSink blocks) {
    this.settings = settings;
    Job job = settings.job();
    this.parsing =
        ParseSettings.standard()
            .withMaxRecordBytes(job.limits().recordBytes())
            .withFields(AskedIds.FIELDS);
    JoinPseudonyms keys = JoinPseudonyms.open(job.keys());
    this.questions = new Questions(keys, settings.buckets(), blocks);
    this.objected = new FactRows(settings.buckets(), blocks);
    this.objections = new Objections(keys, job.consent().decide(), objected);
  }

  /**
   * Asks about one split.
   *
   * @return a block of answers that says which events were asked about
   * @throws IOException where the input cannot be read
   */
  public byte[] ask(Split split) throws IOException {
    questions.begin(FilePart.of(split).name());
    try (EventReader reader = SplitRecords.open(settings.job(), split, parsing)) {
      Sink<IdentifiedEvent> asking =
          new KeptOnly<>(
              event -> {
                questions.ask(event);
                objections.hear(event);
              });
      while (reader.next(asking)) {
        // The reader has told the questions.
      }
    }
    objected.flush();
    return questions.end();
  }
}
