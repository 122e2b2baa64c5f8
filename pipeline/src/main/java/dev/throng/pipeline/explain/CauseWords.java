package dev.throng.pipeline.explain;

import dev.throng.transforms.consent.Cause;
import dev.throng.transforms.consent.Decide;
import dev.throng.transforms.consent.Fact;
import dev.throng.transforms.step.IdType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why something is allowed or refused, in words.
 *
 * @param eventTime milliseconds since 1970-01-01T00:00Z
 * @param residence country, or null where it is unknown
 */
record CauseWords(long eventTime, @Nullable String residence) {

  /** A cause as the end of "allowed: " or "refused: ". */
  String of(Cause cause, boolean allowed) {
    IdType source = cause.source();
    Long fact = cause.fact();
    return source == null || fact == null
        ? ofEvent(cause.kind(), allowed)
        : ofFact(cause.kind(), source.label(), Fact.effective(fact));
  }

  private String ofEvent(Cause.Kind kind, boolean allowed) {
    return switch (kind) {
      case GRANTED, ERASED, MINOR, RESTRICTED, OBJECTED, WITHDRAWN, DENIED ->
          word(kind) + " by the event itself";
      case SPECIAL_CATEGORY -> "the event tells of health, without explicit consent to that";
      case GPC -> "Global Privacy Control";
      case POLICY_VERSION -> "grants of the event are void for their policy version";
      case DEFAULT ->
          (allowed ? "" : "nobody says anything that counts, and so ")
              + "by the default of "
              + (residence == null ? "an unknown country" : residence);
    };
  }

  private String ofFact(Cause.Kind kind, String source, long effective) {
    if (!FactWords.isInstant(effective)) {
      return "%s by a line about the %s that is unclear".formatted(word(kind), source);
    }
    String when = FactWords.time(effective) + (effective > eventTime ? ", after the event" : "");
    return kind == Cause.Kind.POLICY_VERSION
        ? "the %s's grant of %s is void for its policy version".formatted(source, when)
        : "%s by the %s's word of %s".formatted(word(kind), source, when);
  }

  private static String word(Cause.Kind kind) {
    return switch (kind) {
      case OBJECTED -> "objected to";
      case MINOR -> "of a minor";
      default -> kind.label();
    };
  }

  /** A setting in words. */
  static String of(Decide decide) {
    if (decide instanceof Decide.AsOf asOf) {
      return "as of " + asOf.recordedBy();
    }
    if (decide instanceof Decide.WithGrace with) {
      Duration grace = with.grace();
      return "at the event's time, with a grace of %d s".formatted(grace.toSeconds());
    }
    return decide instanceof Decide.AsKnown ? "as known" : "at the event's time";
  }
}
