package dev.throng.pipeline.cli;

import dev.throng.schemas.LedgerFact;
import dev.throng.transforms.consent.FactState;
import dev.throng.transforms.step.IdType;
import dev.throng.transforms.step.Purpose;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A fact of the ledger for people. What is not a known word or a time is not repeated. */
final class FactLine {
  private static final String UNCLEAR = "unclear";

  private FactLine() {}

  static String of(@Nullable IdType type, LedgerFact line) {
    return "%-7s %-16s %-18s effective %s, recorded %s, policy %s"
        .formatted(
            type == null ? "" : type.label(),
            line.getWhole() ? word(line.getState()) : UNCLEAR,
            line.getPurpose() == null ? "" : word(line.getPurpose()),
            time(line.getEffectiveAt()),
            time(line.getRecordedAt()),
            version(line.getPolicyVersion()));
  }

  /** A state, a purpose or the star; what else somebody wrote may be anything. */
  static String word(@Nullable String word) {
    if (word == null) {
      return "";
    }
    boolean known =
        word.equals("*") || FactState.named(word).isPresent() || Purpose.named(word).isPresent();
    return known ? word : UNCLEAR;
  }

  static String time(@Nullable Long millis) {
    try {
      return millis == null ? "never said" : Instant.ofEpochMilli(millis).toString();
    } catch (DateTimeException e) {
      return UNCLEAR;
    }
  }

  static String version(@Nullable String version) {
    return version == null ? "none" : version.matches("\\d{4}-\\d{2}-\\d{2}") ? version : UNCLEAR;
  }
}
