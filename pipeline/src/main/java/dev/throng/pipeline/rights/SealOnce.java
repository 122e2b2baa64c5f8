package dev.throng.pipeline.rights;

import dev.throng.transforms.pseudonymize.key.KeySettings;
import dev.throng.transforms.pseudonymize.key.RowSeal;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The seal of rows that are set apart, opened when it is first asked for. */
final class SealOnce implements Supplier<RowSeal> {
  private final KeySettings keys;
  private @Nullable RowSeal seal;

  SealOnce(KeySettings keys) {
    this.keys = keys;
  }

  @Override
  public synchronized RowSeal get() {
    RowSeal known = seal;
    if (known == null) {
      known = RowSeal.of(keys);
      seal = known;
    }
    return known;
  }
}
