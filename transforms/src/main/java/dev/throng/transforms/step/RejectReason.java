package dev.throng.transforms.step;

import java.util.Locale;

/** Why a record could not be used. Each belongs to the stage that finds it. */
public enum RejectReason {
  EMPTY(Stage.READ),
  TOO_LARGE(Stage.READ),
  /** A compressed file or an Avro block whose rest cannot be decoded. */
  UNREADABLE_BLOCK(Stage.READ),
  INVALID_UTF8(Stage.PARSE),
  MALFORMED(Stage.PARSE),
  NOT_AN_OBJECT(Stage.PARSE),
  TOO_DEEP(Stage.PARSE),
  DUPLICATE_KEY(Stage.PARSE),
  /** A string, a name or a number beyond its limit, or too many keys. */
  LIMIT(Stage.PARSE),
  TRAILING_CONTENT(Stage.PARSE),
  MISSING_FIELD(Stage.PARSE),
  BAD_TIME(Stage.PARSE),
  /** It met a fault in Throng, which must not stop a stream; please report it. */
  FAULT(Stage.PARSE),
  /** The event's time lies outside the job's {@code limits}. */
  TIME_OUT_OF_LIMITS(Stage.PSEUDONYMIZE);

  /** Stages that reject. */
  public enum Stage {
    READ,
    PARSE,
    PSEUDONYMIZE;

    /** The name in rejections. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Stage stage;

  RejectReason(Stage stage) {
    this.stage = stage;
  }

  /** The stage that rejects for this reason. */
  public Stage stage() {
    return stage;
  }

  /** The name in the manifest and in rejections. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
