package dev.throng.transforms.consent;

import dev.throng.transforms.step.IdType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that allows or refuses a purpose.
 *
 * @param kind what it is
 * @param source the kind of id that says so; null where the event itself does, or nobody
 * @param fact the latest fact that says so by itself, as {@link Fact} writes it; null where no fact
 *     does
 */
public record Cause(Kind kind, @Nullable IdType source, @Nullable Long fact) {

  /** Those that refuse stand in the order in which a reason is counted. */
  public enum Kind {
    GRANTED,
    ERASED,
    MINOR,
    RESTRICTED,
    SPECIAL_CATEGORY,
    OBJECTED,
    WITHDRAWN,
    DENIED,
    GPC,
    /** A grant is void for its version of the policy. */
    POLICY_VERSION,
    /** No source says anything that counts, so that the default decides. */
    DEFAULT;

    /** The name in JSON. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Cause ofEvent(Kind kind) {
    return new Cause(kind, null, null);
  }
}
