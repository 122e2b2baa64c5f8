package dev.throng.pipeline.read;

import dev.throng.pipeline.job.Consent;
import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.consent.ConsentRule;
import dev.throng.transforms.consent.LedgerWords;
import dev.throng.transforms.consent.RequireConsent;
import dev.throng.transforms.consent.ledger.AskedIds;
import dev.throng.transforms.consent.ledger.HeldWords;
import dev.throng.transforms.consent.ledger.Ledger;
import dev.throng.transforms.consent.ledger.SplitWords;
import dev.throng.transforms.pseudonymize.key.JoinPseudonyms;
import dev.throng.transforms.step.Signal;
import java.io.IOException;
import java.util.Set;

/**
 * How a worker asks the ledger: in memory, by the pseudonyms that it takes down of each raw event;
 * or, where the ledger was shuffled, by the place of the event in its split. For one thread.
 */
final class LedgerAsking {
  private final Set<String> fields;
  private final Signal signal;
  private final LedgerWords words;
  private final SplitWords answered = new SplitWords();
  private final boolean shuffled;

  private LedgerAsking(Set<String> fields, Signal signal, LedgerWords words) {
    this.fields = fields;
    this.signal = signal;
    this.words = words;
    this.shuffled = false;
  }

  private LedgerAsking() {
    this.fields = Set.of();
    this.signal = (raw, treated) -> {};
    this.words = answered;
    this.shuffled = true;
  }

  /**
   * Opens what is needed.
   *
   * @param objections facts that the run's own events add, in blocks
   * @throws IOException where the ledger cannot be read
   */
  static LedgerAsking of(WorkerSettings settings, Iterable<byte[]> objections) throws IOException {
    if (settings.ledger().isShuffled()) {
      return new LedgerAsking();
    }
    Consent consent = settings.job().consent();
    boolean keepsRecorded = consent.decide().asksWhenRecorded();
    Ledger own = Ledger.of(objections, keepsRecorded);
    if (!settings.ledger().isInMemory() && own.isEmpty()) {
      return new LedgerAsking(Set.of(), (raw, treated) -> {}, LedgerWords.NONE);
    }
    Ledger ledger =
        settings.ledger().isInMemory() ? SharedLedger.of(settings).ledger() : Ledger.empty();
    return new LedgerAsking(
        AskedIds.FIELDS,
        new AskedIds(JoinPseudonyms.open(settings.job().keys())),
        new HeldWords(rule(consent), ledger, own, keepsRecorded));
  }

  private static ConsentRule rule(Consent consent) {
    return new ConsentRule(consent.decide(), consent.defaults());
  }

  /** Fields that must be decoded for it, by their paths. */
  Set<String> fields() {
    return fields;
  }

  /** Takes down of a raw event what is to be asked. */
  Signal signal() {
    return signal;
  }

  /** The gate behind which only what may serve a purpose is left. */
  RequireConsent gate(Consent consent) {
    return new RequireConsent(rule(consent), words);
  }

  /** Begins a split, of which a shuffled ledger answered this. */
  void begin(Iterable<byte[]> answers) {
    if (shuffled) {
      answered.begin(answers);
    }
  }

  /** Goes to the next event of the split. */
  void next(IdentifiedEvent event) {
    if (shuffled) {
      answered.next(event.getEventTime());
    }
  }

  /**
   * Ends the split.
   *
   * @throws IllegalStateException where it is not the split that was asked about
   */
  void end(String file) {
    if (shuffled) {
      answered.end(file);
    }
  }
}
