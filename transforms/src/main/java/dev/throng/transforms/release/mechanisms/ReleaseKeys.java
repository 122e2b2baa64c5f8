package dev.throng.transforms.release.mechanisms;

/** Where the release key of a window is found: the one of its month. */
@FunctionalInterface
public interface ReleaseKeys {
  /**
   * The key of the window that starts then.
   *
   * @param windowStart milliseconds since 1970-01-01T00:00Z
   */
  ReleaseKey of(long windowStart);
}
