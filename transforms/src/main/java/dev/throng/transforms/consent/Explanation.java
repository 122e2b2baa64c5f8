package dev.throng.transforms.consent;

import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.step.DropReason;
import dev.throng.transforms.step.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why an event may serve each purpose, or may not. {@link ConsentRule} decides; what stands around
 * its decision is found by asking it again, of fewer facts.
 *
 * @param allowed the purposes that the event may serve, as bits of {@link Purpose}
 * @param reason why it is dropped, where it may serve none
 * @param verdicts one for each purpose, in the order of {@link Purpose}
 * @param standings for each source, whether each of its facts counts, in their order
 */
public record Explanation(
    int allowed,
    Optional<DropReason> reason,
    List<Verdict> verdicts,
    List<List<Standing>> standings) {
  public Explanation {
    verdicts = List.copyOf(verdicts);
    standings = List.copyOf(standings);
  }

  /**
   * What becomes of one purpose.
   *
   * @param causes all that allow it, or all that refuse it; at least one
   */
  public record Verdict(Purpose purpose, boolean allowed, List<Cause> causes) {
    public Verdict {
      causes = List.copyOf(causes);
    }
  }

  /**
   * Explains an event.
   *
   * @param decide the setting
   * @param defaults what holds where no source says anything
   * @param sources what is known of the event's ids
   */
  public static Explanation of(
      Decide decide, ConsentDefaults defaults, PseudonymousEvent event, List<SourceFacts> sources) {
    ConsentRule rule = new ConsentRule(decide, defaults);
    long time = event.getEventTime();
    Standings finding = new Standings(rule, decide, time);
    List<List<Standing>> standings = sources.stream().map(finding::of).toList();
    List<SourceFacts> heard = new ArrayList<>();
    int own = Word.of(event);
    int word = own;
    for (int i = 0; i < sources.size(); i++) {
      word |= sources.get(i).word(rule, time);
      heard.add(heard(sources.get(i), standings.get(i)));
    }
    int allowed = rule.decide(word, event.getResidence());
    List<Verdict> verdicts = new ArrayList<>();
    for (Purpose purpose : Purpose.values()) {
      boolean may = (allowed & purpose.bit()) != 0;
      Hearing hearing = new Hearing(rule, time, own, heard, purpose.bit());
      verdicts.add(new Verdict(purpose, may, may ? hearing.granting() : hearing.refusing()));
    }
    Optional<DropReason> reason =
        allowed == 0 ? Optional.of(rule.reason(word, event.getResidence())) : Optional.empty();
    return new Explanation(allowed, reason, verdicts, standings);
  }

  /** The facts of a source that are reasons for anything. */
  private static SourceFacts heard(SourceFacts source, List<Standing> standings) {
    List<SourceFacts.Row> rows = new ArrayList<>();
    for (int i = 0; i < standings.size(); i++) {
      Standing standing = standings.get(i);
      if (standing == Standing.COUNTS || standing == Standing.POLICY_VERSION) {
        rows.add(source.facts().get(i));
      }
    }
    return new SourceFacts(source.type(), rows);
  }
}
