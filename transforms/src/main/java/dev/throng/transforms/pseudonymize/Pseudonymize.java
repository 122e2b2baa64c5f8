package dev.throng.transforms.pseudonymize;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.pseudonymize.agent.AgentReader;
import dev.throng.transforms.pseudonymize.geo.Locator;
import dev.throng.transforms.pseudonymize.key.EpochState;
import dev.throng.transforms.pseudonymize.key.Pseudonyms;
import dev.throng.transforms.step.DropReason;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Signal;
import dev.throng.transforms.step.Sink;
import dev.throng.transforms.step.Step;

/**
 * Treats a raw event as the policy says: what comes out holds pseudonyms and coarse facts only.
 *
 * <p>Rejected is an event outside the job's limits, dropped one whose epoch's key is destroyed, or
 * its day's, where it has an id that lives no longer than the day (P14, P16). Everything else is
 * kept, with null for whatever the policy drops or a treatment does not understand (law 2).
 *
 * <p>Made on the worker, for one thread. The kept event is one and the same object each time. A key
 * that was never made throws {@code KeyException}, a damaged geographic database {@code
 * GeoDataException}; neither message holds anything of an event.
 */
public final class Pseudonymize implements Step<IdentifiedEvent, PseudonymousEvent> {
  private final long from;
  private final long until;
  private final Pseudonyms pseudonyms;
  private final Signal signal;
  private final Surroundings surroundings;
  private final Contents contents;
  private final Identities identities;
  private final PseudonymousEvent treated = new PseudonymousEvent();

  /**
   * A step over the worker's own instances of everything that is for one thread.
   *
   * @param locator names no city smaller than {@link Policy#smallestCity()}: its maker's duty
   * @param signal hears what the event itself says on consent, for the policy's {@link
   *     Policy#reconsentFrom()}: its maker's duty
   */
  public Pseudonymize(
      Policy policy,
      PseudonymizeSettings settings,
      Pseudonyms pseudonyms,
      Locator locator,
      AgentReader agents,
      Signal signal) {
    this.from = settings.from().toEpochMilli();
    this.until = settings.until().toEpochMilli();
    this.pseudonyms = pseudonyms;
    this.signal = signal;
    this.surroundings = new Surroundings(policy, settings.trustedHops(), locator, agents);
    this.contents = new Contents(policy);
    this.identities = new Identities(policy, settings, pseudonyms);
  }

  @Override
  public void apply(IdentifiedEvent raw, Sink<? super PseudonymousEvent> sink) {
    Long time = raw.getEventTime();
    if (time == null || time < from || time >= until) {
      sink.reject(RejectReason.TIME_OUT_OF_LIMITS, "event_time");
      return;
    }
    if (pseudonyms.stateOf(time) == EpochState.DESTROYED) {
      sink.drop(DropReason.EPOCH_DESTROYED);
      return;
    }
    treated.setEventTime(time);
    contents.treat(raw, treated);
    surroundings.treat(raw, treated);
    if (!identities.treat(raw, treated)) {
      sink.drop(DropReason.EPOCH_DESTROYED);
      return;
    }
    treated.setGranted(0);
    treated.setRefused(0);
    treated.setObjected(0);
    treated.setGpc(false);
    treated.setOutdated(false);
    signal.takeDown(raw, treated);
    sink.keep(treated);
  }
}
