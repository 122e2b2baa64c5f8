package dev.throng.transforms.release.statistical;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.transforms.release.mechanisms.ReleaseKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Of a person's groups each is as likely to stay as any other; false-alarm rate 10^-4. */
@Tag("statistical")
class RankTest {
  private static final int PEOPLE = 30_000;

  @Test
  void theLowestRankIsEquallyOftenThatOfEachGroup() {
    ReleaseKey key = new ReleaseKey(new byte[32]);
    List<List<String>> groups = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      groups.add(List.of("DE", "device " + i));
    }
    Map<Integer, Integer> lowest = new HashMap<>();
    for (long person = 0; person < PEOPLE; person++) {
      int first = 0;
      long least = -1;
      for (int i = 0; i < groups.size(); i++) {
        long rank = key.rank(person, "report", 0, groups.get(i));
        if (i == 0 || Long.compareUnsigned(rank, least) < 0) {
          first = i;
          least = rank;
        }
      }
      lowest.merge(first - 4, 1, Integer::sum);
    }
    double fit = ChiSquare.fit(lowest, PEOPLE, x -> 1.0 / 9, 4);
    assertTrue(fit > 1e-4, lowest + " " + fit);
  }
}
