package dev.throng.transforms.step;

import java.util.Locale;

/**
 * What was wrong with a record that is not lost for it. A record has one outcome and any number of
 * warnings; they are counted in the manifest, and quote nothing.
 */
public enum Warning {
  /** A field that the format does not name: nothing of it was kept. Each is counted. */
  UNKNOWN_FIELD,
  /** A TCF string that cannot be read: it refused all that it could have expressed. */
  MALFORMED_TCF,
  /** A GPP string that cannot be read: it refused all that it could have expressed. */
  MALFORMED_GPP,
  /** A GPP string with a section that no decoder knows: it refused likewise. */
  UNKNOWN_GPP_SECTION,
  /** A consent mode of Google's that cannot be read: it refused all it could have expressed. */
  MALFORMED_GOOGLE;

  /** The name in the manifest. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
