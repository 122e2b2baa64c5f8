package dev.throng.transforms.consent;

import com.google.common.collect.Maps;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a fact of the ledger says (design section 5). The order is that in which facts of the same
 * instant are heard: the stricter comes later, and has the last word.
 */
public enum FactState {
  GRANTED(0, true, false),
  UNRESTRICTED(1, false, false),
  GUARDIAN_CONSENT(2, false, false),
  DENIED(3, true, true),
  WITHDRAWN(4, true, true),
  OBJECTED(5, true, true),
  RESTRICTED(6, false, true),
  MINOR(7, false, true),
  ERASED(8, false, true);

  private static final FactState[] ALL = values();
  private static final Map<String, FactState> BY_LABEL =
      Maps.uniqueIndex(List.of(ALL), FactState::label);

  private final int code;
  private final boolean word;
  private final boolean refuses;

  FactState(int code, boolean word, boolean refuses) {
    this.code = code;
    this.word = word;
    this.refuses = refuses;
  }

  /** Whether it is about purposes; erasure, restriction and minority are not. */
  public boolean isWord() {
    return word;
  }

  /** Whether it takes away: then it counts even where nobody knows when it was recorded. */
  public boolean refuses() {
    return refuses;
  }

  /** The name in ledgers. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of that name. */
  public static Optional<FactState> named(String label) {
    return Optional.ofNullable(BY_LABEL.get(label));
  }

  /** Its number within a {@link Fact}: higher is stricter, at one instant. */
  int code() {
    return code;
  }

  static FactState of(int code) {
    return ALL[code];
  }
}
