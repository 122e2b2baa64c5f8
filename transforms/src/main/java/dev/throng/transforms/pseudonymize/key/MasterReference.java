package dev.throng.transforms.pseudonymize.key;

import java.io.Serializable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Says where the master key lies, and holds nothing of it: {@code file:PATH} or {@code env:NAME}.
 * It is resolved on the launcher and on each worker (F12).
 *
 * @param source the kind of place
 * @param where a local path, or the name of an environment variable
 */
public record MasterReference(Source source, String where) implements Serializable {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

  /** The kinds of places. */
  public enum Source {
    FILE("file:"),
    ENVIRONMENT("env:");

    private final String prefix;

    Source(String prefix) {
      this.prefix = prefix;
    }
  }

  /** Validates; messages never quote, since what was mistyped here may be the key itself. */
  public MasterReference {
    Objects.requireNonNull(source);
    boolean valid =
        source == Source.FILE
            ? !where.isBlank() && !where.contains("{") && where.length() <= 4096 && isPath(where)
            : NAME.matcher(where).matches();
    if (!valid) {
      throw new IllegalArgumentException(
          source == Source.FILE
              ? "must name the master key's file after 'file:'"
              : "must name an environment variable after 'env:', not hold the key itself");
    }
  }

  /**
   * Reads {@code file:PATH} or {@code env:NAME}.
   *
   * @throws IllegalArgumentException for anything else, which it does not quote
   */
  public static MasterReference parse(String word) {
    for (Source source : Source.values()) {
      if (word.startsWith(source.prefix)) {
        return new MasterReference(source, word.substring(source.prefix.length()));
      }
    }
    throw new IllegalArgumentException("must be file:PATH or env:NAME, never the key itself");
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
