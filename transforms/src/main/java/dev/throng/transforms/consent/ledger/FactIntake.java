package dev.throng.transforms.consent.ledger;

import dev.throng.schemas.JoinKey;
import dev.throng.schemas.LedgerFact;
import dev.throng.transforms.consent.Decide;
import dev.throng.transforms.consent.Fact;
import dev.throng.transforms.consent.FactState;
import dev.throng.transforms.step.IdType;
import dev.throng.transforms.step.JoinKeys;
import dev.throng.transforms.step.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * Takes in the lines of a ledger: pseudonymizes whom they are about as they are read, and takes
 * down what they say. What is said unclearly is a refusal (law 2; to the letter in CONSENT.md). For
 * one thread.
 */
public final class FactIntake {
  private static final String ALL_PURPOSES = "*";

  private final JoinKeys keys;
  private final @Nullable String reconsentFrom;
  private final FactTaker taker;

  /**
   * An intake for one setting: what the setting will never ask for is not kept.
   *
   * @param reconsentFrom the oldest policy version whose grants count, or null (P21)
   */
  public FactIntake(JoinKeys keys, @Nullable String reconsentFrom, Decide decide, FactTaker taker) {
    this.keys = keys;
    this.reconsentFrom = reconsentFrom;
    this.taker = new AskedFacts(decide, taker);
  }

  /** What became of a line. */
  public enum Outcome {
    /** It says what it says. */
    TAKEN,
    /** It is about somebody, and is unclear: it refuses. */
    UNCLEAR,
    /** Nobody knows whom it is about. */
    REJECTED
  }

  /** Takes in one line. */
  public Outcome take(LedgerFact line) {
    JoinKey subject = subject(keys, line);
    return subject == null ? Outcome.REJECTED : take(subject, line);
  }

  /** Takes in what a line says of a subject that is known already. */
  public Outcome take(JoinKey subject, LedgerFact line) {
    String stateLabel = line.getState();
    FactState state = stateLabel == null ? null : FactState.named(stateLabel).orElse(null);
    int purposes = state == null || !state.isWord() ? 0 : purposes(line.getPurpose());
    Long effective = line.getEffectiveAt();
    boolean clear =
        line.getWhole()
            && state != null
            && (purposes != 0 || !state.isWord())
            && effective != null
            && effective <= Fact.FOR_ALL_TIME;
    if (!clear || state == null || effective == null) {
      takeUnclear(subject, state);
      return Outcome.UNCLEAR;
    }
    boolean outdated = state == FactState.GRANTED && outdated(line.getPolicyVersion());
    long fact =
        outdated ? Fact.outdatedGrant(purposes, effective) : Fact.of(state, purposes, effective);
    Long recorded = line.getRecordedAt();
    taker.take(subject, fact, recorded == null ? Fact.NOT_RECORDED : recorded);
    return Outcome.TAKEN;
  }

  private void takeUnclear(JoinKey subject, @Nullable FactState state) {
    taker.take(subject, Fact.of(FactState.DENIED, Purpose.ALL, Fact.SINCE_EVER), Fact.NOT_RECORDED);
    if (state == FactState.MINOR || state == FactState.RESTRICTED) {
      taker.take(subject, Fact.of(state, 0, Fact.SINCE_EVER), Fact.NOT_RECORDED);
    } else if (state == FactState.ERASED) {
      taker.take(subject, Fact.of(state, 0, Fact.FOR_ALL_TIME), Fact.NOT_RECORDED);
    }
  }

  private boolean outdated(@Nullable String version) {
    return reconsentFrom != null && (version == null || version.compareTo(reconsentFrom) < 0);
  }

  /** Whom a line is about; null where nobody knows. */
  public static @Nullable JoinKey subject(JoinKeys keys, LedgerFact line) {
    String typeLabel = line.getSubjectType();
    IdType type = typeLabel == null ? null : IdType.named(typeLabel).orElse(null);
    if (type == null) {
      return null;
    }
    String join = line.getSubjectJoin();
    return join == null ? keys.of(type, line.getSubjectId()) : JoinBits.parse(join);
  }

  /** The bits of a purpose; 0 where it is none. */
  private static int purposes(@Nullable String label) {
    if (label == null) {
      return 0;
    }
    return label.equals(ALL_PURPOSES)
        ? Purpose.ALL
        : Purpose.named(label).map(Purpose::bit).orElse(0);
  }
}
