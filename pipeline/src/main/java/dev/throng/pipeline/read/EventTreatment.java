package dev.throng.pipeline.read;

import com.google.common.collect.Sets;
import dev.throng.pipeline.job.EventSource;
import dev.throng.pipeline.job.Job;
import dev.throng.transforms.consent.signal.Signals;
import dev.throng.transforms.parse.ParseSettings;
import dev.throng.transforms.pseudonymize.Policy;
import dev.throng.transforms.pseudonymize.Pseudonymize;
import dev.throng.transforms.pseudonymize.PseudonymizeSettings;
import dev.throng.transforms.pseudonymize.agent.AgentReader;
import dev.throng.transforms.pseudonymize.key.Pseudonyms;
import dev.throng.transforms.step.Signal;
import java.io.IOException;
import java.util.Set;

/** Makes the steps of chain A for a job, on the worker and for one thread. */
final class EventTreatment {
  private EventTreatment() {}

  /**
   * How events are parsed.
   *
   * @param asked fields that are wanted besides the policy's, by their paths
   */
  static ParseSettings parsing(Job job, Set<String> asked) {
    return ParseSettings.standard()
        .withMaxRecordBytes(job.limits().recordBytes())
        .withFields(Sets.union(job.policy().wantedFields(), asked))
        .withProperties(job.policy().properties());
  }

  /**
   * How they are pseudonymized, and their own word on consent is taken down. Opens keys and
   * location data.
   *
   * @param asking hears the raw event after all signals
   * @throws IOException where location data cannot be read
   */
  static Pseudonymize pseudonymize(Job job, Signal asking) throws IOException {
    Policy policy = job.policy();
    EventSource events = job.events();
    return new Pseudonymize(
        policy,
        new PseudonymizeSettings(
            events.visitor(),
            events.trustedHops(),
            job.limits().from(),
            job.limits().until(),
            Needed.by(job)),
        Pseudonyms.open(job.keys()),
        GeoFile.locator(job.geo()),
        new AgentReader(),
        Signals.all(policy.signals(), policy.reconsentFrom()).and(asking));
  }
}
