package dev.throng.transforms.pseudonymize.treatment;

import org.jspecify.annotations.Nullable;

/**
 * A short word that a device or a catalogue gives (brand, model, system, category): scrubbed like
 * any text from outside and cut to 64 characters. Not thread-safe.
 */
public final class CoarseWord {

  private static final int LONGEST = 64;

  private final TextScrubbing scrubbing = new TextScrubbing(LONGEST);

  /** The word without identifiers, of 1 to 64 characters, not beginning with {@code (}; or null. */
  public @Nullable String word(@Nullable String value) {
    return scrubbing.scrub(value);
  }
}
