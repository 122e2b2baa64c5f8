package dev.throng.pipeline.explain;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.read.FactSearch;
import dev.throng.pipeline.read.FoundFact;
import dev.throng.pipeline.read.MissingInputException;
import dev.throng.schemas.JoinKey;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.consent.Explanation;
import dev.throng.transforms.consent.SourceFacts;
import dev.throng.transforms.consent.SourceFacts.Row;
import dev.throng.transforms.consent.Standing;
import dev.throng.transforms.step.IdType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A treated event with all that was found about its ids, and why it may serve what.
 *
 * @param event the event
 * @param ids what kinds of ids it has
 * @param facts what was found about them
 * @param explanation what the rule makes of it
 * @param notes what may be missing, a sentence each
 */
public record ExplainedEvent(
    PseudonymousEvent event,
    List<IdType> ids,
    List<Heard> facts,
    Explanation explanation,
    List<String> notes) {
  public ExplainedEvent {
    ids = List.copyOf(ids);
    facts = List.copyOf(facts);
    notes = List.copyOf(notes);
  }

  /** A fact about one of the event's ids, and whether it counts for the event. */
  public record Heard(IdType type, FoundFact fact, Standing standing) {}

  /**
   * Looks for the facts as a run would hear them, and explains.
   *
   * @throws MissingInputException where the job names a ledger that is not there
   * @throws IOException where it cannot be read
   */
  public static ExplainedEvent of(Job job, PseudonymousEvent event) throws IOException {
    Map<JoinKey, IdType> ids = ids(event);
    FactSearch search = new FactSearch(job, ids.keySet()).ledger();
    List<String> notes = new ArrayList<>();
    try {
      search.unsubscribed();
    } catch (MissingInputException e) {
      notes.add("unsubscribe events were not looked for: " + e.getMessage());
    }
    FactWords.unreadable(search.counts(), job.limits().ledgerRejected()).ifPresent(notes::add);
    List<SourceFacts> sources = new ArrayList<>();
    ids.forEach((key, type) -> sources.add(new SourceFacts(type, rows(search.found(), key))));
    Explanation explanation =
        Explanation.of(job.consent().decide(), job.consent().defaults(), event, sources);
    List<Heard> facts = new ArrayList<>();
    int source = 0;
    for (Map.Entry<JoinKey, IdType> id : ids.entrySet()) {
      List<Row> rows = sources.get(source).facts();
      List<Standing> standings = explanation.standings().get(source);
      for (FoundFact fact : search.found()) {
        if (fact.subject().equals(id.getKey())) {
          facts.add(new Heard(id.getValue(), fact, standings.get(rows.indexOf(row(fact)))));
        }
      }
      source++;
    }
    return new ExplainedEvent(event, List.copyOf(ids.values()), facts, explanation, notes);
  }

  private static Map<JoinKey, IdType> ids(PseudonymousEvent event) {
    Map<JoinKey, IdType> ids = new LinkedHashMap<>();
    put(ids, event.getJoinDevice(), IdType.DEVICE);
    put(ids, event.getJoinCookie(), IdType.COOKIE);
    put(ids, event.getJoinUser(), IdType.USER);
    put(ids, event.getJoinCompany(), IdType.COMPANY);
    return ids;
  }

  private static void put(Map<JoinKey, IdType> ids, @Nullable JoinKey key, IdType type) {
    if (key != null) {
      ids.put(key, type);
    }
  }

  private static List<Row> rows(List<FoundFact> found, JoinKey subject) {
    return found.stream()
        .filter(fact -> fact.subject().equals(subject))
        .map(ExplainedEvent::row)
        .toList();
  }

  private static Row row(FoundFact fact) {
    return new Row(fact.fact(), fact.recorded());
  }
}
