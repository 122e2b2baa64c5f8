package dev.throng.transforms.consent.signal;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.step.Signal;
import dev.throng.transforms.step.SignalMapping;
import dev.throng.transforms.step.Warnings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every signal that an event may carry, heard one after the other: any refusal refuses, otherwise
 * any grant grants, in whichever order they stand. A new one is a file beside this one, and a line
 * in it. For one thread.
 *
 * <p>Whichever signal granted: a grant to a policy version older than {@code reconsent_from}, or to
 * none, is as if never given (P21).
 */
public final class Signals implements Signal {
  private final Signal[] all;
  private final @Nullable String reconsentFrom;

  private Signals(List<Signal> all, @Nullable String reconsentFrom) {
    this.all = all.toArray(Signal[]::new);
    this.reconsentFrom = reconsentFrom;
  }

  /**
   * All signals.
   *
   * @param mapping what foreign ones mean
   * @param reconsentFrom the oldest policy version whose grants count, compared as text, as
   *     versions are dates; null where every grant counts
   */
  public static Signal all(SignalMapping mapping, @Nullable String reconsentFrom) {
    return new Signals(
        List.of(
            new PersonalState(),
            new OwnWord(),
            new GlobalPrivacyControl(),
            new DecodedSignal(IdentifiedEvent::getConsentTcf, new TcfDecoder(mapping.tcf())),
            new DecodedSignal(
                IdentifiedEvent::getConsentGpp, new GppDecoder(mapping.tcf(), mapping.gpp())),
            new DecodedSignal(
                IdentifiedEvent::getConsentGoogle, new GoogleDecoder(mapping.google())),
            new UnsubscribeEvent()),
        reconsentFrom);
  }

  @Override
  public void takeDown(IdentifiedEvent raw, PseudonymousEvent treated) {
    takeDown(raw, treated, warning -> {});
  }

  @Override
  public void takeDown(IdentifiedEvent raw, PseudonymousEvent treated, Warnings warnings) {
    for (Signal signal : all) {
      signal.takeDown(raw, treated, warnings);
    }
    if (treated.getGranted() != 0 && outdated(raw.getConsentPolicyVersion())) {
      treated.setGranted(0);
      treated.setOutdated(true);
    }
  }

  private boolean outdated(@Nullable String version) {
    return reconsentFrom != null && (version == null || version.compareTo(reconsentFrom) < 0);
  }
}
