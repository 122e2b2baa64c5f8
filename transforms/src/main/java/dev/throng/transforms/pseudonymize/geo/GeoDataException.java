package dev.throng.transforms.pseudonymize.geo;

/**
 * A city list or location database is missing, unreadable or malformed. The message is one sentence
 * that names the file; it quotes nothing of an event and has no cause (F22).
 */
public final class GeoDataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GeoDataException(String message) {
    super(message);
  }
}
