package dev.throng.pipeline.read;

import dev.throng.schemas.JoinKey;
import org.jspecify.annotations.Nullable;

/**
 * A fact about somebody who is looked for.
 *
 * @param subject whom it is about
 * @param fact what it says, as {@link dev.throng.transforms.consent.Fact} writes it
 * @param recorded when it was recorded, in milliseconds since 1970-01-01T00:00Z, or {@link
 *     dev.throng.transforms.consent.Fact#NOT_RECORDED}
 * @param origin where it stands
 * @param policyVersion to which version of the policy it was said, where that is a date; null where
 *     it is none, or is not told
 * @param file where it stands
 */
public record FoundFact(
    JoinKey subject,
    long fact,
    long recorded,
    Origin origin,
    @Nullable String policyVersion,
    String file) {

  /** What says it. */
  public enum Origin {
    /** A line of the ledger. */
    LINE,
    /** A line of the ledger that is unclear, and therefore refuses. */
    UNCLEAR_LINE,
    /** An event of the job's input, by which somebody unsubscribed. */
    UNSUBSCRIBE_EVENT
  }

  /** The same, said by a line that is unclear; of such a line no version counts. */
  FoundFact ofUnclearLine() {
    return new FoundFact(subject, fact, recorded, Origin.UNCLEAR_LINE, null, file);
  }
}
