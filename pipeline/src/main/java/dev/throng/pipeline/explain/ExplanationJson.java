package dev.throng.pipeline.explain;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.read.OneEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.consent.Cause;
import dev.throng.transforms.consent.Explanation;
import dev.throng.transforms.consent.Fact;
import dev.throng.transforms.step.DropReason;
import dev.throng.transforms.step.IdType;
import dev.throng.transforms.step.Purpose;
import java.io.IOException;
import java.util.List;

/** Explains an event to programs. */
public final class ExplanationJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ExplanationJson() {}

  /** What becomes of the event, and why, as one object. */
  public static String of(Job job, OneEvent one) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    OneEvent.Outcome outcome = one.outcome();
    if (outcome instanceof OneEvent.Rejected rejected) {
      root.put("outcome", "rejected");
      root.put("stage", rejected.reason().stage().label());
      root.put("reason", rejected.reason().label());
      root.put("field", rejected.field());
    } else if (outcome instanceof OneEvent.Dropped dropped) {
      root.put("outcome", "dropped").put("reason", dropped.reason().label());
    } else if (outcome instanceof OneEvent.Treated treated) {
      write(root, job, ExplainedEvent.of(job, treated.event()));
    }
    ArrayNode warnings = root.putArray("warnings");
    one.warnings().forEach(warning -> warnings.add(warning.label()));
    return root.toPrettyString();
  }

  private static void write(ObjectNode root, Job job, ExplainedEvent explained) {
    PseudonymousEvent event = explained.event();
    Explanation explanation = explained.explanation();
    root.put("outcome", explanation.reason().isPresent() ? "dropped" : "kept");
    root.put("reason", explanation.reason().map(DropReason::label).orElse(null));
    purposes(root, "purposes", explanation.allowed());
    ObjectNode own = root.putObject("own_word");
    purposes(own, "granted", event.getGranted());
    purposes(own, "refused", event.getRefused());
    purposes(own, "objected", event.getObjected());
    own.put("gpc", event.getGpc());
    own.put("outdated", event.getOutdated());
    own.put("minor", event.getMinor());
    own.put("health_data", event.getHealthData());
    own.put("explicit_consent", event.getExplicitConsent());
    root.put("residence", event.getResidence());
    root.put("decided", CauseWords.of(job.consent().decide()));
    ArrayNode ids = root.putArray("ids");
    explained.ids().forEach(id -> ids.add(id.label()));
    ArrayNode facts = root.putArray("facts");
    for (ExplainedEvent.Heard heard : explained.facts()) {
      ObjectNode fact = facts.addObject().put("about", heard.type().label());
      new FactWords(heard.fact()).write(fact);
      fact.put("standing", heard.standing().label());
    }
    ArrayNode verdicts = root.putArray("verdicts");
    CauseWords words = new CauseWords(event.getEventTime(), event.getResidence());
    for (Explanation.Verdict verdict : explanation.verdicts()) {
      ObjectNode node = verdicts.addObject();
      node.put("purpose", verdict.purpose().label()).put("allowed", verdict.allowed());
      ArrayNode because = node.putArray("because");
      for (Cause cause : verdict.causes()) {
        write(because.addObject(), cause).put("says", words.of(cause, verdict.allowed()));
      }
    }
    ArrayNode notes = root.putArray("notes");
    explained.notes().forEach(notes::add);
  }

  private static ObjectNode write(ObjectNode node, Cause cause) {
    IdType source = cause.source();
    Long fact = cause.fact();
    node.put("kind", cause.kind().label());
    node.put("about", source == null ? null : source.label());
    node.put("effective_at", fact == null ? null : FactWords.instant(Fact.effective(fact)));
    return node;
  }

  private static void purposes(ObjectNode node, String name, int bits) {
    ArrayNode all = node.putArray(name);
    List<String> labels = Purpose.labels(bits);
    labels.forEach(all::add);
  }
}
