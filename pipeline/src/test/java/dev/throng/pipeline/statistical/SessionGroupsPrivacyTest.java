package dev.throng.pipeline.statistical;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.schemas.ConsentedEvent;
import dev.throng.schemas.ReleasedAggregate;
import dev.throng.transforms.aggregate.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Groups of sessions, as they are bounded and selected: one who has sessions in 46 countries, in
 * most of which nobody else is, is not seen better than promised; where bounding or selection is
 * off, they are.
 */
@Tag("statistical")
class SessionGroupsPrivacyTest {
  /** The delta is large, so that single people are shown often enough to learn from. */
  private static final Suspicion SUSPICION = new Suspicion(1, 0.05, 600);

  private static Report report(String delta, int groups, String selection) {
    return Chain.report(
        """
        reports:
          - name: attacked
            purpose: statistical
            audience: third_party
            recipient: tests
            window: 1d
            dimensions: [country]
            rollups: [[]]
            measures:
              [sessions, pages_per_session, average_session_seconds, bounce_rate, conversion_rate]
            release:
              epsilon: 1
              delta: %s
              groups_per_person: %d
              sessions_per_group: 2
              clamps: {pages_per_session: [0, 4], average_session_seconds: [0, 120]}
              selection: %s
        """
            .formatted(delta, groups, selection));
  }

  @ParameterizedTest
  @ValueSource(strings = {"truncated_geometric", "threshold"})
  void nobodyIsSeenBetterThanPromised(String selection) {
    assertTrue(seen(Chain.of(report("0.05", 2, selection))) <= 0);
  }

  /** Bounded for a hundred groups, noised and selected as if for two. */
  @ParameterizedTest
  @ValueSource(strings = {"truncated_geometric", "threshold"})
  void groupsWithoutABoundAreFoundOut(String selection) {
    Report stated = report("0.05", 2, selection);
    assertTrue(seen(Chain.unlike(report("0.05", 100, selection), stated)) > 0);
  }

  /** Every group that anybody is in is shown. */
  @ParameterizedTest
  @ValueSource(strings = {"truncated_geometric", "threshold"})
  void selectionThatIsOffIsFoundOut(String selection) {
    Report stated = report("0.05", 2, selection);
    assertTrue(seen(Chain.unlike(stated, report("0.999999", 2, selection))) > 0);
  }

  private static double seen(Chain chain) {
    List<ConsentedEvent> crowd = Crowd.plain();
    List<ConsentedEvent> all = Crowd.both(crowd, Crowd.isEverywhere());
    IntFunction<double[]> ours = draw -> figures(chain, crowd, 2 * draw);
    IntFunction<double[]> theirs = draw -> figures(chain, all, 2 * draw + 1);
    return SUSPICION.of(ours, theirs);
  }

  /** How many rows there are, and all numbers of a few of them. */
  private static double[] figures(Chain chain, List<ConsentedEvent> events, int key) {
    List<ReleasedAggregate> rows =
        chain.released(chain.bounded(events, Chain.key(key)), Chain.key(key));
    List<Double> figures = new ArrayList<>();
    figures.add((double) rows.size());
    for (String group : List.of("(all)", "DE", "C5")) {
      List<String> texts =
          rows.stream()
              .filter(row -> row.getGroup().get(0).equals(group))
              .map(ReleasedAggregate::getMeasures)
              .findFirst()
              .orElseGet(List::of);
      for (int column = 0; column < 21; column++) {
        String text = texts.isEmpty() ? null : texts.get(column);
        figures.add(text == null ? texts.size() - 1e12 : Double.parseDouble(text));
      }
    }
    return figures.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
