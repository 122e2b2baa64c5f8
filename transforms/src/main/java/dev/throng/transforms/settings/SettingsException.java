package dev.throng.transforms.settings;

/** A settings file says something that cannot be meant. The message is one sentence for people. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** A message without a place: the caller names file and line in it, where it knows them. */
  public SettingsException(String message) {
    super(message);
  }
}
