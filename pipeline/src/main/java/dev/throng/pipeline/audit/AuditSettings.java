package dev.throng.pipeline.audit;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What an audit asks for.
 *
 * @param k how many people a group is to have at least, 2 or more
 * @param guesses a file of ids that might be behind pseudonyms, one a line; or null
 */
public record AuditSettings(int k, @Nullable Path guesses) {
  /** What the shipped reports promise. */
  public static final int SHIPPED_K = 20;

  public AuditSettings {
    if (k < 2) {
      throw new IllegalArgumentException("k must be 2 or more");
    }
  }
}
