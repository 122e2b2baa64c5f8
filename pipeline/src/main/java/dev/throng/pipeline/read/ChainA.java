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

/** Chain A of a job: parse, then pseudonymize and take down what the event says on consent. */
public final class ChainA {
  private ChainA() {}

  /**
   * How events are parsed.
   *
   * @param more fields that are wanted besides those of the policy, by their paths
   */
  public static ParseSettings parsing(Job job, Set<String> more) {
    Policy policy = job.policy();
    return ParseSettings.standard()
        .withMaxRecordBytes(job.limits().recordBytes())
        .withFields(Sets.union(policy.wantedFields(), more))
        .withProperties(policy.properties());
  }

  /**
   * Opens keys and location data. For one thread.
   *
   * @param more what is taken down besides the event's own signals
   * @throws IOException where location data cannot be read
   */
  public static Pseudonymize pseudonymize(Job job, Signal more) throws IOException {
    return pseudonymize(job, more, new AgentReader());
  }

  /**
   * The same, with a reader of agents that says how often it was asked.
   *
   * @throws IOException where location data cannot be read
   */
  public static Pseudonymize pseudonymize(Job job, Signal more, AgentReader agents)
      throws IOException {
    EventSource events = job.events();
    Policy policy = job.policy();
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
        agents,
        Signals.all(policy.signals(), policy.reconsentFrom()).and(more));
  }
}
