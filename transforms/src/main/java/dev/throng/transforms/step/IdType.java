package dev.throng.transforms.step;

import com.google.common.collect.Maps;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What kind of id a fact of the ledger is about, and an event may carry. */
public enum IdType {
  DEVICE,
  COOKIE,
  USER,
  COMPANY;

  private static final Map<String, IdType> BY_LABEL =
      Maps.uniqueIndex(List.of(values()), IdType::label);

  /** The name in ledgers. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type of that name. */
  public static Optional<IdType> named(String label) {
    return Optional.ofNullable(BY_LABEL.get(label));
  }
}
