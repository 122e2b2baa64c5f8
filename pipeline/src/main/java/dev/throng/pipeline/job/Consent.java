package dev.throng.pipeline.job;

import dev.throng.transforms.consent.ConsentDefaults;
import dev.throng.transforms.consent.Decide;
import java.io.Serializable;
import java.util.List;

/**
 * Who may be counted: the job's own word on consent.
 *
 * @param ledger files of facts, as patterns of Beam's {@code FileSystems}; empty where there is no
 *     ledger
 * @param decide which of its facts count for an event
 * @param join how it and the events are brought together
 * @param defaults what people allow of whom no source says anything
 */
public record Consent(List<String> ledger, Decide decide, Join join, ConsentDefaults defaults)
    implements Serializable {
  /** Nobody allows anything, unless their events say so. */
  static final Consent DENIED =
      new Consent(List.of(), new Decide.AsKnown(), Join.AUTO, ConsentDefaults.DENIED);

  public Consent {
    ledger = List.copyOf(ledger);
  }
}
