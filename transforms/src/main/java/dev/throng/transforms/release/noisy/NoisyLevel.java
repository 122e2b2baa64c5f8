package dev.throng.transforms.release.noisy;

import dev.throng.transforms.release.lattice.Level;
import dev.throng.transforms.release.mechanisms.Threshold;
import dev.throng.transforms.release.mechanisms.TruncatedGeometric;
import java.util.List;

/**
 * What is noised and selected at one level of a report: its finest groups, or one rollup.
 *
 * @param level which values of a group are not rolled up
 * @param quantities those that are noised
 * @param selection which groups are shown
 */
record NoisyLevel(Level level, List<NoisedQuantity> quantities, Selection selection) {

  /** Which groups of a level are shown. */
  sealed interface Selection {}

  /** All that are known without the data. */
  record Listed() implements Selection {}

  /** By the exact number of people and a draw of its own. */
  record Geometric(TruncatedGeometric mechanism) implements Selection {}

  /** By the noisy number of people. */
  record Above(Threshold threshold) implements Selection {}

  NoisedQuantity quantity(String name) {
    return quantities.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }
}
