package dev.throng.pipeline.publish;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What became of the lines of the ledger.
 *
 * @param read how many are about somebody
 * @param unclear how many of these could not be read whole, so that they refuse
 * @param rejected how many are about nobody knows whom
 * @param firstRejected the first of these by file and byte, in words; null where there is none
 */
public record LedgerCounts(long read, long unclear, long rejected, @Nullable String firstRejected)
    implements Serializable {
  /** Of nothing read. */
  public static final LedgerCounts NONE = new LedgerCounts(0, 0, 0, null);

  /** These and {@code other} together. */
  public LedgerCounts plus(LedgerCounts other) {
    String first = firstRejected;
    if (first == null
        || (other.firstRejected != null && other.firstRejected.compareTo(first) < 0)) {
      first = other.firstRejected;
    }
    return new LedgerCounts(
        read + other.read, unclear + other.unclear, rejected + other.rejected, first);
  }
}
