package dev.throng.pipeline.release;

import dev.throng.pipeline.store.StoreFolder;
import dev.throng.transforms.release.budget.Budget;
import dev.throng.transforms.release.budget.Loss;
import dev.throng.transforms.release.budget.Spending;
import dev.throng.transforms.settings.PrivacyException;
import java.io.IOException;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which windows third parties have, and so what was spent of each person (design section 7), of all
 * jobs that share a store. A window is written down before it is published, in a file of its own
 * that appears whole and is never changed; so whoever is killed in between has spent, and publishes
 * the same bytes at the next run.
 *
 * <p>On a local path two processes that register at once wait for each other; elsewhere they must
 * not (Beam offers neither locks nor conditional writes).
 */
public final class ReleaseRegistry {
  private static final String RELEASES = "releases";

  private final StoreFolder folder;

  private ReleaseRegistry(StoreFolder folder) {
    this.folder = folder;
  }

  /** The one in a job's store. */
  public static ReleaseRegistry of(String store) {
    return new ReleaseRegistry(StoreFolder.of(store, RELEASES));
  }

  /**
   * Writes down what is about to be published.
   *
   * @param windows each once
   * @return those that third parties have with other content: they must not be published
   * @throws PrivacyException where all that was ever released and these would tell more of a person
   *     than the budget allows; then nothing is written down
   * @throws IOException where the store fails
   */
  public Set<Published> register(List<Published> windows, Budget budget) throws IOException {
    return folder.alone(() -> registerAlone(windows, budget));
  }

  private Set<Published> registerAlone(List<Published> windows, Budget budget) throws IOException {
    Map<String, Published> known = new HashMap<>();
    for (Map.Entry<String, byte[]> file : folder.read().entrySet()) {
      known.put(file.getKey(), Published.parse(file.getValue()));
    }
    Set<Published> frozen = new HashSet<>();
    List<Published> added = new ArrayList<>();
    for (Published window : windows) {
      Published before = known.get(window.file());
      if (before == null) {
        added.add(window);
      } else if (!before.content().equals(window.content())) {
        frozen.add(window);
      }
    }
    if (!added.isEmpty()) {
      List<Spending> all = new ArrayList<>();
      known.values().forEach(each -> all.add(each.spending()));
      added.forEach(each -> all.add(each.spending()));
      check(budget.worst(all), budget);
      for (Published window : added) {
        folder.add(window.file(), window.bytes());
      }
    }
    return frozen;
  }

  private static void check(Loss loss, Budget budget) {
    if (!budget.allows(loss)) {
      throw new PrivacyException(
          "the windows to be released would, with those that were, tell more of a person than"
              + " 'budget' allows: "
              + loss.words()
              + ", and no more than epsilon "
              + budget.epsilon().text(4, RoundingMode.CEILING)
              + " may be told in a period; nothing was published");
    }
  }
}
