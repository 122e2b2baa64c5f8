package dev.throng.transforms.consent.ledger;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.JoinKey;
import dev.throng.transforms.consent.Decide;
import dev.throng.transforms.consent.Fact;
import dev.throng.transforms.consent.FactState;
import dev.throng.transforms.consent.signal.UnsubscribeEvent;
import dev.throng.transforms.step.IdType;
import dev.throng.transforms.step.JoinKeys;
import dev.throng.transforms.step.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * Whoever unsubscribes objects to marketing from then on (P31): each such event is a fact about its
 * device, cookie and user. Of its company it says nothing, as others belong to that, too.
 */
public final class Objections {
  private final JoinKeys keys;
  private final FactTaker taker;

  /** Writes facts down for {@code taker}, as far as that setting asks for them. */
  public Objections(JoinKeys keys, Decide decide, FactTaker taker) {
    this.keys = keys;
    this.taker = new AskedFacts(decide, taker);
  }

  /** Hears one event. */
  public void hear(IdentifiedEvent raw) {
    Long time = raw.getEventTime();
    if (!UnsubscribeEvent.isOne(raw) || time == null || time > Fact.FOR_ALL_TIME) {
      return;
    }
    long fact = Fact.of(FactState.OBJECTED, Purpose.MARKETING.bit(), time);
    take(keys.of(IdType.DEVICE, raw.getDeviceId()), fact, time);
    take(keys.of(IdType.COOKIE, raw.getCookieId()), fact, time);
    take(keys.of(IdType.USER, raw.getUserId()), fact, time);
  }

  private void take(@Nullable JoinKey subject, long fact, long time) {
    if (subject != null) {
      taker.take(subject, fact, time);
    }
  }
}
