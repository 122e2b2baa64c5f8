package dev.throng.transforms.pseudonymize.key;

import com.google.crypto.tink.prf.PrfSet;

/** What became of looking for a key. */
sealed interface KeyOutcome {

  /** It is there, and derives a key for each domain. */
  record Live(PrfSet prf) implements KeyOutcome {}

  /** It was destroyed, and stays so. */
  record Destroyed() implements KeyOutcome {}

  /** It was never made. */
  record Missing() implements KeyOutcome {}
}
