package dev.throng.pipeline.publish;

import com.google.common.hash.Hashing;
import dev.throng.schemas.Split;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What the files of a split are called: the hash of its input file, and where it starts.
 *
 * <p>The two stand apart so that a later run can tell what an input file wrote before, also when it
 * was split elsewhere then. The hash is SHA-256 without a key, cut to 64 bits: the name of an input
 * file is no secret, and may be guessed from it.
 *
 * @param file hash of the input file's name, 16 hexadecimal digits
 * @param start first byte of the split, 0 or more
 */
public record SplitName(String file, long start) implements Serializable {
  private static final int FILE_DIGITS = 16;

  public SplitName {
    Objects.requireNonNull(file);
    if (file.length() != FILE_DIGITS || start < 0) {
      throw new IllegalArgumentException("A split has a hash of 16 digits and a start from 0 on.");
    }
  }

  /** The name of {@code split}. */
  public static SplitName of(Split split) {
    String hash = Hashing.sha256().hashString(split.getFile(), StandardCharsets.UTF_8).toString();
    return new SplitName(hash.substring(0, FILE_DIGITS), split.getStart());
  }

  /** As it stands in file names, as in {@code 3f1c9a0b5d7e2468-4000000}; the start in base 16. */
  public String label() {
    return file + "-" + Long.toHexString(start);
  }
}
