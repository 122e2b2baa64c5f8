package dev.throng.transforms.consent;

import dev.throng.transforms.step.DropReason;
import dev.throng.transforms.step.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * The only place that decides what an event may serve (design section 5; to the letter in
 * CONSENT.md). Two pure functions: {@link #word} hears one id, and {@link #decide} weighs what all
 * sources said.
 */
public final class ConsentRule {
  /** What Sec-GPC refuses (P18). */
  private static final int GPC_REFUSES = Purpose.MARKETING.bit() | Purpose.SHARE_WITH_SELLERS.bit();

  private final Decide decide;
  private final boolean looksAhead;
  private final ConsentDefaults defaults;

  /** A rule for a setting, that falls back to the given defaults where no source says anything. */
  public ConsentRule(Decide decide, ConsentDefaults defaults) {
    this.decide = decide;
    this.looksAhead = decide.looksAhead();
    this.defaults = defaults;
  }

  /**
   * What the facts of one id say on an event; a {@link Word}.
   *
   * @param facts {@link Fact}s, of which those in {@code [from, to)} are the id's, in their order
   * @param recorded when each was recorded; null where all of them are known
   * @param eventTime milliseconds since 1970-01-01T00:00Z
   * @param company whether the id is a company's, which can refuse and never grant
   */
  public int word(
      long[] facts, long @Nullable [] recorded, int from, int to, long eventTime, boolean company) {
    long erased = erased(facts, recorded, from, to, eventTime);
    int word = erased >= eventTime ? Word.ERASED : Word.SILENCE;
    int granted = 0;
    int denied = 0;
    int withdrawn = 0;
    int objected = 0;
    boolean minor = false;
    boolean restricted = false;
    boolean lastRestricted = false;
    for (int i = from; i < to; i++) {
      long fact = facts[i];
      FactState state = Fact.state(fact);
      if (!knows(state, recorded, i, eventTime)) {
        continue;
      }
      long effective = Fact.effective(fact);
      boolean holds = effective <= eventTime;
      int purposes = Fact.purposes(fact);
      switch (state) {
        case GRANTED -> {
          if (holds && effective > erased && !company) {
            if (Fact.isOutdated(fact)) {
              word |= Word.outdated(purposes);
            } else {
              granted |= purposes;
              denied &= ~purposes;
              withdrawn &= ~purposes;
              objected &= ~purposes;
            }
          }
        }
        case DENIED, WITHDRAWN, OBJECTED -> {
          int refused = refused(state, purposes);
          if (holds) {
            granted &= ~purposes;
            denied = (denied & ~purposes) | Word.deniedIn(refused);
            withdrawn = (withdrawn & ~purposes) | Word.withdrawnIn(refused);
            objected = (objected & ~purposes) | Word.objectedIn(refused);
          } else if (looksAhead) {
            word |= refused;
          }
        }
        case RESTRICTED -> {
          restricted |= holds;
          lastRestricted = true;
        }
        case UNRESTRICTED -> {
          restricted &= !holds;
          lastRestricted = false;
        }
        case MINOR -> minor = true;
        case GUARDIAN_CONSENT -> minor &= !(holds && effective > erased);
        case ERASED -> {}
      }
    }
    if (minor) {
      word |= Word.MINOR;
    }
    if (restricted || (looksAhead && lastRestricted)) {
      word |= Word.RESTRICTED;
    }
    return word
        | Word.granted(granted)
        | Word.denied(denied)
        | Word.withdrawn(withdrawn)
        | Word.objected(objected);
  }

  /** The last instant at which the id was erased, as far as it is known; else before all others. */
  private long erased(long[] facts, long @Nullable [] recorded, int from, int to, long eventTime) {
    for (int i = to - 1; i >= from; i--) {
      FactState state = Fact.state(facts[i]);
      if (state == FactState.ERASED && knows(state, recorded, i, eventTime)) {
        return Fact.effective(facts[i]);
      }
    }
    return Long.MIN_VALUE;
  }

  private boolean knows(FactState state, long @Nullable [] recorded, int at, long eventTime) {
    return recorded == null || decide.knows(state.refuses(), recorded[at], eventTime);
  }

  private static int refused(FactState state, int purposes) {
    return switch (state) {
      case DENIED -> Word.denied(purposes);
      case WITHDRAWN -> Word.withdrawn(purposes);
      default -> Word.objected(purposes);
    };
  }

  /**
   * The purposes that an event may serve, as bits of {@link Purpose}; 0 is none.
   *
   * @param word the {@link Word}s of all sources, merged
   * @param residence country, or null where it is unknown
   */
  public int decide(int word, @Nullable String residence) {
    int allowed = allowedBesideGpc(word, residence);
    return (word & Word.GPC) != 0 ? allowed & ~GPC_REFUSES : allowed;
  }

  private int allowedBesideGpc(int word, @Nullable String residence) {
    if ((word & Word.REFUSED_WHOLLY) != 0) {
      return 0;
    }
    return (Word.grantedIn(word) | defaults.granted(residence)) & ~Word.refusedIn(word);
  }

  /**
   * Why an event that may serve nothing may not: the first reason that applies, in the order of
   * {@link DropReason}.
   */
  public DropReason reason(int word, @Nullable String residence) {
    if ((word & Word.ERASED) != 0) {
      return DropReason.ERASED;
    }
    if ((word & Word.MINOR) != 0) {
      return DropReason.MINOR;
    }
    if ((word & Word.RESTRICTED) != 0) {
      return DropReason.RESTRICTED;
    }
    if ((word & Word.SPECIAL_CATEGORY) != 0) {
      return DropReason.SPECIAL_CATEGORY;
    }
    if (Word.objectedIn(word) != 0) {
      return DropReason.OBJECTED;
    }
    if (Word.withdrawnIn(word) != 0) {
      return DropReason.WITHDRAWN;
    }
    if (Word.deniedIn(word) != 0) {
      return DropReason.DENIED;
    }
    if (allowedBesideGpc(word, residence) != 0) {
      return DropReason.GPC;
    }
    return Word.outdatedIn(word) != 0 ? DropReason.POLICY_VERSION : DropReason.NEVER_ASKED;
  }
}
