package dev.throng.pipeline.consent;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Random facts. */
final class FactMaker {
  static final Set<String> WORDS = Set.of("granted", "denied", "withdrawn", "objected");
  private static final List<String> VERSIONS =
      List.of("2025-12-31", "2026-01-01", "2026-01-01", "2026-02-01", "2026-02-01");

  private final Random random;
  private final Grid grid;

  FactMaker(Random random) {
    this.random = random;
    this.grid = new Grid(random);
  }

  /**
   * A fact about that id.
   *
   * @param refusing chance that it refuses, in percent
   */
  Said fact(Id id, int refusing) {
    return random.nextInt(100) < refusing ? refusal(id) : lenience(id);
  }

  /** A fact that can only take away. */
  Said refusal(Id id) {
    return switch (random.nextInt(14)) {
      case 0, 1 -> of(id, "restricted");
      case 2 -> of(id, "minor");
      case 3, 4 -> of(id, "erased");
      case 5, 6, 7 -> of(id, "denied");
      case 8, 9, 10 -> of(id, "withdrawn");
      default -> of(id, "objected");
    };
  }

  private Said lenience(Id id) {
    return switch (random.nextInt(10)) {
      case 0 -> of(id, "unrestricted");
      case 1, 2 -> of(id, "guardian_consent");
      default -> of(id, "granted");
    };
  }

  private Said of(Id id, String state) {
    long effective = grid.effective();
    boolean named = WORDS.contains(state) || random.nextInt(4) == 0;
    @Nullable String purpose = named ? purpose() : null;
    return new Said(id, purpose, state, effective, grid.recorded(effective), version());
  }

  private String purpose() {
    int purpose = random.nextInt(Source.PURPOSES.size() * 3 / 2);
    return purpose < Source.PURPOSES.size() ? Source.PURPOSES.get(purpose) : "*";
  }

  /** A version of the policy, or none. */
  @Nullable String version() {
    return random.nextInt(5) == 0 ? null : VERSIONS.get(random.nextInt(VERSIONS.size()));
  }
}
