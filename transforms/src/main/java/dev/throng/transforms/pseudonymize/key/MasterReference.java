package dev.throng.transforms.pseudonymize.key;

import java.io.Serializable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Says where the master key lies, and holds nothing of it: {@code file:PATH}, {@code env:NAME}, or
 * {@code kms:URI} of a key management service, as in {@code kms:gcp-kms://projects/...}. It is
 * resolved on the launcher and on each worker (F12).
 *
 * @param source the kind of place
 * @param where a local path, the name of an environment variable, or a key's address in its service
 */
public record MasterReference(Source source, String where) implements Serializable {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
  private static final Pattern ADDRESS = Pattern.compile("[a-z][a-z0-9-]{1,30}://[!-~]{1,1000}");

  /** The kinds of places. */
  public enum Source {
    FILE("file:"),
    ENVIRONMENT("env:"),
    KMS("kms:");

    private final String prefix;

    Source(String prefix) {
      this.prefix = prefix;
    }
  }

  /** Validates; messages never quote, since what was mistyped here may be the key itself. */
  public MasterReference {
    Objects.requireNonNull(source);
    switch (source) {
      case FILE ->
          require(
              !where.isBlank() && !where.contains("{") && where.length() <= 4096 && isPath(where),
              "must name the master key's file after 'file:'");
      case ENVIRONMENT ->
          require(
              NAME.matcher(where).matches(),
              "must name an environment variable after 'env:', not hold the key itself");
      case KMS ->
          require(
              ADDRESS.matcher(where).matches(),
              "must name a key's address after 'kms:', as in kms:gcp-kms://projects/...");
    }
  }

  private static void require(boolean valid, String otherwise) {
    if (!valid) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /**
   * Reads {@code file:PATH}, {@code env:NAME} or {@code kms:URI}.
   *
   * @throws IllegalArgumentException for anything else, which it does not quote
   */
  public static MasterReference parse(String word) {
    for (Source source : Source.values()) {
      if (word.startsWith(source.prefix)) {
        return new MasterReference(source, word.substring(source.prefix.length()));
      }
    }
    throw new IllegalArgumentException(
        "must be file:PATH, env:NAME or kms:URI, never the key itself");
  }

  /** The same reference, a relative path counted from {@code folder}. */
  public MasterReference within(Path folder) {
    return source == Source.FILE
        ? new MasterReference(source, folder.resolve(where).toString())
        : this;
  }

  /** The reference as it is written in a job file. */
  @Override
  public String toString() {
    return source.prefix + where;
  }

  private static boolean isPath(String where) {
    try {
      return Path.of(where).getFileName() != null;
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
