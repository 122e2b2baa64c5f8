package dev.throng.pipeline.job;

import dev.throng.transforms.consent.ConsentDefaults;
import dev.throng.transforms.consent.Decide;
import java.io.Serializable;
import java.util.List;

/**
 * Who may be counted: the job's own word on consent.
 *
 * @param ledger where its facts lie; no file where there is no ledger
 * @param decide which of its facts count for an event
 * @param join how it and the events are brought together
 * @param defaults what people allow of whom no source says anything
 */
public record Consent(Input ledger, Decide decide, Join join, ConsentDefaults defaults)
    implements Serializable {
  /** Where a job names no ledger. */
  public static final Input NO_LEDGER = new Input.Files(List.of());

  /** The same, but by all that is known today, as what is stored is decided anew. */
  public Consent today() {
    return new Consent(
        ledger,
        decide.looksAhead() ? new Decide.AsKnown() : new Decide.AtEventTime(),
        join,
        defaults);
  }

  /** The files of the ledger, as patterns of Beam's {@code FileSystems}; none of a topic. */
  public List<String> ledgerFiles() {
    return ledger instanceof Input.Files files ? files.patterns() : List.of();
  }
}
