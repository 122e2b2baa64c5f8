package dev.throng.transforms.consent;

import dev.throng.transforms.consent.Cause.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds who allows or refuses one purpose of one event.
 *
 * @param own the {@link Word} of the event itself
 * @param purpose one bit of {@link dev.throng.transforms.step.Purpose}
 */
record Hearing(ConsentRule rule, long eventTime, int own, List<SourceFacts> sources, int purpose) {

  List<Cause> granting() {
    List<Cause> causes = new ArrayList<>();
    hear(Kind.GRANTED, Word.granted(purpose), causes);
    return causes.isEmpty() ? List.of(Cause.ofEvent(Kind.DEFAULT)) : causes;
  }

  List<Cause> refusing() {
    List<Cause> causes = new ArrayList<>();
    hear(Kind.ERASED, Word.ERASED, causes);
    hear(Kind.MINOR, Word.MINOR, causes);
    hear(Kind.RESTRICTED, Word.RESTRICTED, causes);
    hear(Kind.SPECIAL_CATEGORY, Word.SPECIAL_CATEGORY, causes);
    hear(Kind.OBJECTED, Word.objected(purpose), causes);
    hear(Kind.WITHDRAWN, Word.withdrawn(purpose), causes);
    hear(Kind.DENIED, Word.denied(purpose), causes);
    // Whether Sec-GPC reaches this purpose, the rule knows: it would refuse even a grant.
    if ((own & Word.GPC) != 0
        && (rule.decide(Word.GPC | Word.granted(purpose), null) & purpose) == 0) {
      causes.add(Cause.ofEvent(Kind.GPC));
    }
    if (causes.isEmpty()) {
      hear(Kind.POLICY_VERSION, Word.outdated(purpose), causes);
      causes.add(Cause.ofEvent(Kind.DEFAULT));
    }
    return causes;
  }

  /** Adds everyone whose word has that bit. */
  private void hear(Kind kind, int bit, List<Cause> causes) {
    if ((own & bit) != 0) {
      causes.add(Cause.ofEvent(kind));
    }
    for (SourceFacts source : sources) {
      if ((source.word(rule, eventTime) & bit) != 0) {
        causes.add(new Cause(kind, source.type(), fact(source, bit)));
      }
    }
  }

  /**
   * The fact that sets a bit of a source's word: the latest that, with those behind it, does so; if
   * those up to the event do, of these, as who refused before and after it did so before.
   */
  private long fact(SourceFacts source, int bit) {
    int holding = source.holding(eventTime);
    boolean before = (source.word(rule, eventTime, 0, holding) & bit) != 0;
    int end = before ? holding : source.facts().size();
    int at = end - 1;
    while (at > 0 && (source.word(rule, eventTime, at, end) & bit) == 0) {
      at--;
    }
    return source.facts().get(at).fact();
  }
}
