package dev.throng.pipeline.publish;

import java.nio.charset.StandardCharsets;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Texts of one column as Parquet takes them. Most are of a small vocabulary and come as the same
 * instances again and again: these are encoded once, and Parquet's dictionary, which holds what it
 * was given, knows them without comparing their bytes. For one thread.
 */
final class RecentBinaries {
  private static final int PLACES = 256;

  private final @Nullable String[] texts = new @Nullable String[PLACES];
  private final @Nullable Binary[] binaries = new @Nullable Binary[PLACES];

  /** A text in UTF-8; half a surrogate pair becomes a question mark. */
  @SuppressWarnings("ReferenceEquality") // To compare what differs costs more than to encode it.
  Binary of(String text) {
    int hash = text.hashCode();
    int place = (hash ^ hash >>> 16) & PLACES - 1;
    Binary known = binaries[place];
    if (known == null || texts[place] != text) {
      known = Binary.fromConstantByteArray(text.getBytes(StandardCharsets.UTF_8));
      texts[place] = text;
      binaries[place] = known;
    }
    return known;
  }
}
